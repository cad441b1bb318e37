import type { ProblemInput } from './problem.ts'

const dayInFuture = { code: 'day-in-future', title: 'That day has not come yet' }

/** Named constraints of the schema that a caller can run into, and what they mean. */
export const problemByConstraint: Record<string, Omit<ProblemInput, 'status'>> = {
  grid_coverage_exact: {
    code: 'grid-coverage-broken',
    title: 'The grids would leave a gap or overlap',
  },
  boundary_edge_no_overlap: {
    code: 'grid-coverage-broken',
    title: 'The grids would leave a gap or overlap',
  },
  building_uncut: { code: 'building-cut', title: 'A boundary would cut a building' },
  person_one_head_per_household: {
    code: 'second-head',
    title: 'The household already has a head',
  },
  dwelling_door_unique: { code: 'door-taken', title: 'This unit, floor and door exists already' },
  residence_lives_in_one_place: {
    code: 'lives-elsewhere',
    title: 'The person lives in another dwelling at that time',
  },
  account_name_unique: { code: 'account-name-taken', title: 'There is an account of that name' },
  account_area_of_role: { code: 'account-area-wrong', title: 'The area does not suit the role' },
  account_department_of_role: {
    code: 'account-department-wrong',
    title: 'A department user belongs to a department, and nobody else does',
  },
  account_department_fk: { code: 'department-not-found', title: 'There is no such department' },
  account_community_fk: { code: 'community-not-found', title: 'There is no such community' },
  account_zone_fk: { code: 'zone-not-found', title: 'There is no such zone' },
  account_grid_fk: { code: 'grid-not-found', title: 'There is no such grid' },
  account_oidc_unique: {
    code: 'single-sign-on-taken',
    title: 'Another account belongs to that person of the single sign-on',
  },
  account_keeps_an_administrator: {
    code: 'last-administrator',
    title: 'Somebody must be able to keep the accounts: this is the last administrator',
  },
  department_code_unique: {
    code: 'department-code-taken',
    title: 'There is a department of that code',
  },
  person_identity_number_unique: {
    code: 'identity-number-taken',
    title: 'Another person has this identity number',
  },
  person_identity_number_birth_date: {
    code: 'identity-number-birth-date',
    title: 'The identity number states another birth date than the record',
  },
  person_correction_changes_something: {
    code: 'nothing-to-correct',
    title: 'The record says so already',
  },
  person_erased_after_moving_out: {
    code: 'person-lives-here',
    title: 'The person still lives in a dwelling',
  },
  person_erased_head_is_followed: {
    code: 'head-erased',
    title: 'Others would be left without a head: record another one first',
  },
  person_erased_holds_nothing: { code: 'person-erased', title: 'The person was erased' },
  life_event_not_in_future: dayInFuture,
  life_event_verified_not_in_future: dayInFuture,
  life_event_after_birth: {
    code: 'before-birth',
    title: 'The person was not born yet on that day',
  },
  life_event_after_moving_in: {
    code: 'before-moving-in',
    title: 'On that day the person had not lived there yet',
  },
  life_event_has_home: { code: 'lives-nowhere', title: 'The person lives nowhere in the city' },
  life_event_changes_dwelling: {
    code: 'same-dwelling',
    title: 'The person lives in that dwelling already',
  },
  life_event_dwelling_known: { code: 'dwelling-not-found', title: 'There is no such dwelling' },
  dwelling_not_retired: { code: 'dwelling-retired', title: 'The dwelling does not exist any more' },
  dwelling_in_use: {
    code: 'dwelling-in-use',
    title: 'Somebody lives in the dwelling, owns, rents or is registered in it',
  },
  household_in_dwelling: {
    code: 'household-elsewhere',
    title: 'The household does not live in that dwelling',
  },
  household_begins_with_head: {
    code: 'household-without-head',
    title: 'A new household begins with its head',
  },
  household_keeps_a_head: {
    code: 'head-needed',
    title: 'The head leaves: name the new one and the relations of all who stay',
  },
  life_event_names_all_stayers: {
    code: 'stayers-wrong',
    title: 'Each member who stays has to be named once',
  },
  household_stays_itself: {
    code: 'whole-household-joins-none',
    title: 'A household that moves as a whole joins no other',
  },
  person_household_fk: {
    code: 'household-elsewhere',
    title: 'The household does not live in that dwelling',
  },
  residence_not_in_future: dayInFuture,
  person_born_in_past: { code: 'born-in-future', title: 'Nobody is registered before being born' },
  person_died_in_past: dayInFuture,
  person_died_after_birth: {
    code: 'before-birth',
    title: 'The person was not born yet on that day',
  },
  life_event_of_the_living: { code: 'person-dead', title: 'The person has died' },
  life_event_in_order: {
    code: 'later-act-recorded',
    title: 'Something that happened later is recorded already: take it back first',
  },
  household_generations: {
    code: 'generations-wrong',
    title: 'A parent is at least 12 years older than a child, a grandparent 24',
  },
  life_event_names_once: { code: 'named-twice', title: 'Somebody is named twice' },
  household_of_leavers: {
    code: 'not-a-member',
    title: 'Somebody does not belong to the household',
  },
  household_split_leaves_some: {
    code: 'split-leaves-nobody',
    title: 'Everybody would leave: record a move of the whole household',
  },
  person_marriage_of_two: { code: 'marries-themselves', title: 'Nobody marries themselves' },
  marriage_of_age: {
    code: 'too-young-to-marry',
    title: 'Men marry from 22 on, women from 20',
  },
  person_marriage_one_at_a_time: {
    code: 'married-already',
    title: 'Somebody is married at that time',
  },
  marriage_movers: {
    code: 'movers-wrong',
    title: 'Whoever moves comes from the homes of the couple, and both live together then',
  },
  divorce_of_the_married: { code: 'not-married', title: 'The person is not married' },
  divorce_after_marriage: {
    code: 'divorce-before-marriage',
    title: 'On that day they were not married yet',
  },
  residence_ends_after_begin: {
    code: 'ends-before-begin',
    title: 'It would end before it has begun',
  },
  residence_held_once: { code: 'holds-already', title: 'Somebody rents or owns it already' },
  residence_registered_once: {
    code: 'registered-elsewhere',
    title: 'The person is registered in another dwelling',
  },
  lease_of_tenants: { code: 'no-such-tenant', title: 'Somebody does not rent the dwelling' },
  life_event_undone_once: { code: 'undone-already', title: 'It was undone already' },
  life_event_undo_is_final: {
    code: 'undo-is-final',
    title: 'An undo is not undone: record the act again',
  },
  life_event_undone_last_first: {
    code: 'undo-last-first',
    title: 'Something has changed since: undo that first',
  },
  visit_operation_once: {
    code: 'operation-taken',
    title: 'This number belongs to another visit',
  },
  visit_verified_when_met: {
    code: 'verified-without-meeting',
    title: 'Residents are verified by meeting somebody',
  },
  visit_verified_as_recorded: {
    code: 'verified-yet-different',
    title: 'Somebody more or less lives there than recorded',
  },
  visit_not_in_future: { code: 'visit-in-future', title: 'That time has not come yet' },
  visit_finding_says_what: {
    code: 'finding-incomplete',
    title: 'What was found different names a member or says it in words',
  },
  visit_settled_once: { code: 'visit-settled', title: 'Nothing about the visit is open' },
  shop_event_not_in_future: dayInFuture,
  shop_event_verified_not_in_future: dayInFuture,
  shop_state_not_in_future: dayInFuture,
  shop_opened_not_in_future: dayInFuture,
  shop_licence_unique: {
    code: 'licence-taken',
    title: 'Another shop that is open has this licence number',
  },
  shop_licence_valid: { code: 'wrong-licence', title: 'The licence number is wrong' },
  shop_state_trade_fk: { code: 'trade-unknown', title: 'There is no such trade' },
  shop_is_open: { code: 'shop-closed', title: 'The shop is closed' },
  shop_event_after_opening: {
    code: 'before-opening',
    title: 'On that day the shop was not open yet',
  },
  shop_opens_before_it_changes: {
    code: 'opened-after-change',
    title: 'The shop has changed or closed before that day',
  },
  shop_building_known: { code: 'building-not-found', title: 'There is no such building' },
  shop_floor_in_building: { code: 'no-such-floor', title: 'The building has no such floor' },
  shop_near_its_building: {
    code: 'place-far-off',
    title: 'The place lies more than 100 m from the building',
  },
  shop_owner_of_age: { code: 'owner-too-young', title: 'Nobody runs a shop before they are 16' },
  import_in_turn: {
    code: 'import-not-in-turn',
    title: 'The import is not at the step for that, or somebody is at it',
  },
  import_keys_same: {
    code: 'import-keys-changed',
    title: 'The key of the personal data has been changed since: send the file again',
  },
  import_undone_last_first: {
    code: 'import-built-upon',
    title: 'Something was built on this import since: it cannot be undone as a whole',
  },
  import_batch_not_in_future: dayInFuture,
}

/** Raised by the database itself where a grant or a policy does not allow a statement. */
export const INSUFFICIENT_PRIVILEGE = '42501'

/** Its detail is the number of seconds to wait. */
export const TOO_MANY = 'DC429'

/** SQLSTATEs of our own: what the functions of acting and revealing refuse. */
export const problemByState: Record<string, ProblemInput> = {
  DC401: { code: 'not-signed-in', title: 'Sign in first', status: 401 },
  DC403: { code: 'not-allowed', title: 'Your role does not allow this', status: 403 },
  DC404: { code: 'person-not-found', title: 'There is no such person', status: 404 },
  DC409: { code: 'password-change-needed', title: 'Change your password first', status: 403 },
  DC410: {
    code: 'another-account',
    title: 'Somebody else has written this',
    status: 403,
  },
  DC412: {
    code: 'revision-stale',
    title: 'Somebody else has changed it in the meantime',
    status: 412,
  },
  DC423: {
    code: 'person-restricted',
    title: 'The data of this person may not be used now',
    status: 423,
  },
  [TOO_MANY]: { code: 'too-many-reveals', title: 'Too many reveals within an hour', status: 429 },
  DC503: {
    code: 'keys-changing',
    title: 'The key of the personal data is being changed',
    status: 503,
  },
  [INSUFFICIENT_PRIVILEGE]: {
    code: 'not-allowed',
    title: 'Your role does not allow this',
    status: 403,
  },
}
