-- What a list is filtered by, who let pass what, and the orders in which lists are read.

-- where it is and whose task it is, to offer as filters; when it came to wait for what it waits for
alter table queue_rows add column region_code text not null default '';
alter table queue_rows add column department_id uuid;
alter table queue_rows add column came_at bigint not null default 0;
update queue_rows set came_at = filed_at,
region_code = (select c.region_code from cases c where c.case_id = queue_rows.case_id),
department_id = (select w.department_id from work_orders w where w.case_id = queue_rows.case_id and w.main);

-- a scope is asked of a case, row by row
drop index queue_rows_by_case;
create index queue_rows_by_case on queue_rows (case_id, scope_id);
-- a filter is answered from the index alone
create index queue_rows_filtered on queue_rows (scope_id, bucket, due_at, case_id, kind, channel, service_code, holder_id,
danger, urged, reopened, region_code, filed_at);
create index queue_rows_by_coming on queue_rows (scope_id, bucket, came_at);
create index queue_rows_urged on queue_rows (scope_id, bucket, due_at, case_id) where urged;
create index queue_rows_by_region on queue_rows (scope_id, region_code);
create index queue_rows_by_department on queue_rows (scope_id, department_id) where department_id is not null;
create index queue_rows_by_service on queue_rows (scope_id, service_code) where service_code is not null;
create index queue_rows_by_holder on queue_rows (scope_id, holder_id) where holder_id is not null;
create index queue_rows_held on queue_rows (holder_id) where holder_id is not null;

-- who was given a case as the next one and let it pass, and why: it is not offered to them again on that day
create table skips (
    staff_id uuid not null references staff (staff_id),
    at bigint not null,
    case_id uuid not null references cases (case_id),
    reason text not null,
    primary key (staff_id, at, case_id)
);
