//! Rules about front matter and what it declares against the matrix.

pub(super) mod department_not_responsible;
