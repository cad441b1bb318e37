/**
 * Who may do what in the database: r read, a add, w write, d delete, D truncate; (r) some columns
 * only; - nothing. Rows are another matter: policies choose them. A new table, view or function
 * fails the test until it stands here, so that somebody has thought about it.
 *
 *                       gate       city       area       registry
 */
export const EXPECTED_TABLE_RIGHTS = `
access_role           -          r          r          -
access_setting        r          r(w)       r          -
account               -          (r)(a)(w)  (r)        -
account_session       -          (r)        (r)        -
api_key               -          (r)(a)(w)  -          -
area_level            -          r          r          -
audit_anchor          -          -          -          -
audit_entry           -          r          -          -
audit_head            -          r          -          -
boundary_edge         -          -          -          -
building              -          (r)        (r)        (r)
building_people       -          r          r          rawdD
building_tile_cell    -          raw        r          -
building_tile_change  -          rd         r          -
building_tile_content -          raw        raw        -
building_tile_epoch   -          r          r          -
building_tile_version -          r          r          -
city                  -          r          r          -
community             -          r          r          -
data_change           -          -          -          -
data_version          -          r          r          -
department            -          r          r          -
department_field      -          r          r          -
dwelling              -          r          r          -
estate                -          r          r          -
facility              -          r          r          -
grid                  -          r          r          -
grid_count            -          r          r          -
household             -          r          r          -
household_head        -          r          r          rawdD
import_batch          -          -          -          -
import_ended_household -          -          -          -
import_household      -          -          -          -
import_kept_person    -          -          -          -
import_mapping        -          -          -          -
import_person         -          -          -          -
import_result         -          -          -          -
import_row            -          (a)        -          -
import_shop           -          -          -          -
land_use              -          r          r          -
life_event            -          -          -          -
life_event_fact       -          -          -          -
life_event_household  -          -          -          -
life_event_person     -          -          -          -
live_change           -          r          r          -
person                -          -          -          (r)
person_card           -          r          r          rawdD
person_correction     -          -          -          -
person_erasure        -          -          -          -
person_field          -          r          r          -
person_marriage       -          -          -          -
residence             -          r          r          -
residence_belief      -          r          r          -
residence_past        -          r          r          -
retention_rule        -          r          -          -
role_field            -          r          r          -
role_permission       -          r          r          -
schema_migration      r          -          -          -
sealing_key           -          -          -          -
shop                  -          r          r          -
shop_belief           -          r          r          -
shop_event            -          -          -          -
shop_state            -          (r)        (r)        -
shop_state_past       -          (r)        (r)        -
shop_trade            -          r          r          -
sign_in_failure       -          -          -          -
street                -          r          r          -
unit                  -          r          r          -
visit                 -          r          r          -
visit_finding         -          r          r          -
visit_rule            -          r          r          -
water                 -          r          r          -
zone                  -          r          r          -
`

/** Functions that run with the owner's rights, and who may call them. */
export const EXPECTED_DEFINER_FUNCTIONS = `
append_audit_entry          -
apply_import_slice          city area
apply_retention             gate
arrive                      city area
audit                       gate city area
audit_failed_sign_in        gate
begin_import                city area
begin_import_step           city area
begin_lease                 city area
begin_sign_in               gate
cancel_import               city area
change_business             city area
change_head                 city area
check_import                city area
close_shop                  city area
correct_person_sealed       city area
correct_person_text         city area
correct_shop                city area
count_by_grid               city area
count_reveal                -
divorce                     city area
drop_import_mapping         city area
end_import_step             gate
end_lease                   city area
end_session                 gate
end_sessions                city area
erase_person                city area
find_actor                  gate
find_audit_fault            -
find_demonstration_account  gate
find_dwelling_revision      city area
find_household_kind         city area
find_household_revision     city area
find_oidc_account           gate
find_own_password_hash      city area
find_person_revision        city area
find_session_id             gate
find_shop_days              city area
find_shop_revision          city area
finish_import               city area
finish_import_undo          city area
has_accounts                gate
has_demonstration_city      gate
keep_audit_anchor           gate
keep_import_seals           city area
list_import_mappings        city area
list_import_rejects         city area
list_import_rows            city area
list_import_seals           city area
list_imports                city area
list_likely_duplicates      city area
list_looks                  -
list_persons_without_home   city area
list_record_changes         city area
list_relations_as_of        city area
list_shop_events            city area
list_shops_run_by           city area
lock_person_for_rights      -
marry                       city area
move_in                     city area
move_out                    city area
move_shop                   city area
move_within                 city area
note_import_progress        city area
note_rejects_download       city area
open_session                gate
open_shop                   city area
read_audit_head             gate
read_live_range             city area
read_person                 city area
read_shop_owners            city area
record_birth                city area
record_death                city area
record_visit                city area
register_at                 city area
register_person             city area
report_person               city area
reserve_person_ids          city area
reserve_person_keys         city area
restrict_person             city area
reveal_person               city area
save_department             city
save_import_mapping         city area
search_persons              city area
sell_dwelling               city area
set_password                city area
settle_visit                city area
split_household             city area
undo_import_slice           city area
undo_life_event             city area
undo_shop_event             city area
`

/** With whose rights a view reads. */
export const EXPECTED_VIEWS = `
building_people: registry, held by policies
building_tile_version: who asks
grid_count: who asks
household_head: registry, held by policies
person_card: registry, held by policies
residence_belief: who asks
shop_belief: who asks
`
