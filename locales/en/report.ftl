### The words of reports.

report-clean = Nothing found.
report-summary = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }{ $hints ->
        [0] { "" }
        [one] , 1 hint
       *[other] , { $hints } hints
    } in { $files ->
        [one] 1 file.
       *[other] { $files } files.
    }
report-summary-fixable = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }{ $hints ->
        [0] { "" }
        [one] , 1 hint
       *[other] , { $hints } hints
    } in { $files ->
        [one] 1 file
       *[other] { $files } files
    }; `qianfa check --fix` mends { $fixable } of them.
report-fix-safe = mended without changing the meaning
report-fix-unsafe = may change the meaning: look before you take it
