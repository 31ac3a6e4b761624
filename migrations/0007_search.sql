-- A report by its code, as somebody reads it out on the telephone.

create index reports_by_code on reports (code_digest);
