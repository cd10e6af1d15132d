### 报告里的字句。

report-clean = 没有发现问题。
report-summary = { $files } 个文件有问题：{ $errors } 个错误、{ $warnings } 个警告{ $hints ->
        [0] { "" }
       *[other] 、{ $hints } 个提示
    }。
report-summary-fixable = { $files } 个文件有问题：{ $errors } 个错误、{ $warnings } 个警告{ $hints ->
        [0] { "" }
       *[other] 、{ $hints } 个提示
    }；其中 { $fixable } 个可用 `qianfa check --fix` 自动改好。
report-fix-safe = 不改变意思，可自动改好
report-fix-unsafe = 可能改变意思，请看过再改
