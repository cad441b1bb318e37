-- ── Roles of the database ───────────────────────────────────────────────────

-- They own nothing and log in nowhere. The application logs in as a member of
-- the gate, which may find out who somebody is and nothing else. Each
-- transaction then steps into one of two roles: the city, whose policies are
-- constant (so that indexes serve as if there were none), or an area, whose
-- policies compare the grid of each row. The registry owns the views through
-- which personal fields leave, and is itself held by policies.
DO $$
DECLARE
  needed text;
BEGIN
  FOREACH needed IN ARRAY ARRAY['digital_community_gate', 'digital_community_city',
    'digital_community_area', 'digital_community_registry']
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = needed) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', needed);
    END IF;
  END LOOP;
  IF NOT pg_has_role('digital_community_gate', 'digital_community_area', 'MEMBER') THEN
    GRANT digital_community_city, digital_community_area TO digital_community_gate;
  END IF;
  IF NOT pg_has_role(current_user, 'digital_community_registry', 'MEMBER') THEN
    EXECUTE format('GRANT digital_community_registry TO %I', current_user);
  END IF;
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', current_schema());
END
$$;

-- ── What each role may do, and which fields of a person it sees ─────────────

CREATE TABLE access_role (
  role       text PRIMARY KEY,
  rank       int NOT NULL,
  area_level text,
  CONSTRAINT access_role_rank_unique UNIQUE (rank),
  CONSTRAINT access_role_area_level_fk FOREIGN KEY (area_level) REFERENCES area_level
);
COMMENT ON TABLE access_role IS 'The kinds of people who use the product.';
COMMENT ON COLUMN access_role.role IS 'Role in code.';
COMMENT ON COLUMN access_role.rank IS 'Order on screen.';
COMMENT ON COLUMN access_role.area_level IS 'Level of the one area that bounds an account of this role; empty where the city is its bound unless the account names an area.';
INSERT INTO access_role VALUES
  ('operator',        1, NULL),
  ('zone-worker',     2, 'zone'),
  ('grid-leader',     3, 'grid'),
  ('hotline-agent',   4, NULL),
  ('department-user', 5, NULL),
  ('administrator',   6, NULL);

CREATE TABLE role_permission (
  role       text NOT NULL,
  permission text NOT NULL,
  CONSTRAINT role_permission_pkey PRIMARY KEY (role, permission),
  CONSTRAINT role_permission_role_fk FOREIGN KEY (role) REFERENCES access_role,
  CONSTRAINT role_permission_known CHECK (permission IN ('place.read', 'registry.read',
    'person.reveal', 'person.rights', 'statistics.read', 'account.manage', 'audit.read'))
);
COMMENT ON TABLE role_permission IS 'What a role may do. Administrators keep accounts and read the audit, but see no resident.';
COMMENT ON COLUMN role_permission.role IS 'Role.';
COMMENT ON COLUMN role_permission.permission IS 'place.read map, areas, buildings, shops; registry.read households and persons, masked; person.reveal single fields in clear; person.rights report, correction, restriction, erasure; statistics.read; account.manage; audit.read.';
INSERT INTO role_permission
  SELECT role, unnest(permissions) FROM (VALUES
    ('operator', ARRAY['place.read', 'registry.read', 'person.reveal', 'person.rights', 'statistics.read']),
    ('zone-worker', ARRAY['place.read', 'registry.read', 'person.reveal', 'statistics.read']),
    ('grid-leader', ARRAY['place.read', 'registry.read', 'person.reveal']),
    ('hotline-agent', ARRAY['place.read', 'registry.read', 'person.reveal']),
    ('department-user', ARRAY['place.read', 'registry.read', 'person.reveal', 'statistics.read']),
    ('administrator', ARRAY['place.read', 'person.rights', 'statistics.read', 'account.manage', 'audit.read'])
  ) AS granted (role, permissions);

CREATE TABLE person_field (
  field         text PRIMARY KEY,
  rank          int NOT NULL,
  is_revealable boolean NOT NULL,
  CONSTRAINT person_field_rank_unique UNIQUE (rank)
);
COMMENT ON TABLE person_field IS 'Fields of a person that rights are given for.';
COMMENT ON COLUMN person_field.field IS 'Field in code.';
COMMENT ON COLUMN person_field.rank IS 'Order on screen.';
COMMENT ON COLUMN person_field.is_revealable IS 'Whether it is masked at first and can be revealed in clear.';
INSERT INTO person_field VALUES
  ('name', 1, true), ('sex', 2, false), ('birth-date', 3, true), ('identity-number', 4, true),
  ('phone', 5, true), ('relation', 6, false), ('registration', 7, false), ('residence', 8, false);

CREATE TABLE role_field (
  role       text NOT NULL,
  field      text NOT NULL,
  may_reveal boolean NOT NULL,
  CONSTRAINT role_field_pkey PRIMARY KEY (role, field),
  CONSTRAINT role_field_role_fk FOREIGN KEY (role) REFERENCES access_role,
  CONSTRAINT role_field_field_fk FOREIGN KEY (field) REFERENCES person_field
);
COMMENT ON TABLE role_field IS 'Fields of a person that a role sees, masked; those of a department are in department_field.';
COMMENT ON COLUMN role_field.role IS 'Role.';
COMMENT ON COLUMN role_field.field IS 'Field.';
COMMENT ON COLUMN role_field.may_reveal IS 'Whether it may be revealed in clear, with a purpose.';
INSERT INTO role_field
  SELECT role, field, is_revealable AND NOT field = ANY (kept_masked)
  FROM (VALUES
    ('operator', ARRAY['name', 'sex', 'birth-date', 'identity-number', 'phone', 'relation',
      'registration', 'residence'], ARRAY[]::text[]),
    ('zone-worker', ARRAY['name', 'sex', 'birth-date', 'identity-number', 'phone', 'relation',
      'registration', 'residence'], ARRAY[]::text[]),
    ('grid-leader', ARRAY['name', 'sex', 'birth-date', 'phone', 'relation', 'residence'],
      ARRAY['birth-date']),
    ('hotline-agent', ARRAY['name', 'sex', 'phone', 'relation', 'residence'], ARRAY[]::text[])
  ) AS given (role, fields, kept_masked)
  JOIN person_field ON field = ANY (fields);

CREATE TABLE department (
  department_id int PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
  code          text NOT NULL,
  name          text NOT NULL,
  CONSTRAINT department_code_unique UNIQUE (code),
  CONSTRAINT department_code_form CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  CONSTRAINT department_name_not_empty CHECK (name ~ '\S')
);
COMMENT ON TABLE department IS 'Departments that share the one set of data.';
COMMENT ON COLUMN department.department_id IS 'Key.';
COMMENT ON COLUMN department.code IS 'Short name in lower-case letters.';
COMMENT ON COLUMN department.name IS 'Name on screen.';

CREATE TABLE department_field (
  department_id int NOT NULL,
  field         text NOT NULL,
  may_reveal    boolean NOT NULL,
  CONSTRAINT department_field_pkey PRIMARY KEY (department_id, field),
  CONSTRAINT department_field_department_fk FOREIGN KEY (department_id) REFERENCES department
    ON DELETE CASCADE,
  CONSTRAINT department_field_field_fk FOREIGN KEY (field) REFERENCES person_field
);
COMMENT ON TABLE department_field IS 'Fields of a person that a department needs; a department without any sees statistics only.';
COMMENT ON COLUMN department_field.department_id IS 'Department.';
COMMENT ON COLUMN department_field.field IS 'Field.';
COMMENT ON COLUMN department_field.may_reveal IS 'Whether it may be revealed in clear, with a purpose.';
INSERT INTO department (department_id, code, name) VALUES
  (1, 'civil-affairs', '民政部门'), (2, 'public-security', '公安部门'),
  (3, 'market-regulation', '市场监管部门'), (4, 'statistics', '统计部门');
SELECT setval(pg_get_serial_sequence('department', 'department_id'), 4);
INSERT INTO department_field VALUES
  (1, 'name', true), (1, 'sex', false), (1, 'birth-date', true), (1, 'relation', false),
  (1, 'registration', false), (1, 'residence', false),
  (2, 'name', true), (2, 'sex', false), (2, 'birth-date', true), (2, 'identity-number', true),
  (2, 'relation', false), (2, 'registration', false), (2, 'residence', false);

-- ── Accounts, sessions, keys ────────────────────────────────────────────────

CREATE TABLE account (
  account_id           int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  name                 text NOT NULL,
  display_name         text NOT NULL,
  role                 text NOT NULL,
  department_id        int,
  community_id         int,
  zone_id              int,
  grid_id              int,
  password_hash        text,
  must_change_password boolean NOT NULL DEFAULT false,
  oidc_issuer          text,
  oidc_subject         text,
  is_disabled          boolean NOT NULL DEFAULT false,
  is_demonstration     boolean NOT NULL DEFAULT false,
  created_at           timestamptz NOT NULL DEFAULT now(),
  revision             int NOT NULL DEFAULT 1,
  CONSTRAINT account_name_unique UNIQUE (name),
  CONSTRAINT account_name_form CHECK (name ~ '^[a-z0-9][a-z0-9._-]{1,59}$'),
  CONSTRAINT account_display_name_sane CHECK (
    display_name ~ '\S' AND display_name !~ '[[:cntrl:]]' AND char_length(display_name) <= 80),
  CONSTRAINT account_role_fk FOREIGN KEY (role) REFERENCES access_role,
  CONSTRAINT account_department_fk FOREIGN KEY (department_id) REFERENCES department,
  CONSTRAINT account_community_fk FOREIGN KEY (community_id) REFERENCES community,
  CONSTRAINT account_zone_fk FOREIGN KEY (zone_id) REFERENCES zone,
  CONSTRAINT account_grid_fk FOREIGN KEY (grid_id) REFERENCES grid,
  CONSTRAINT account_one_area CHECK (num_nonnulls(community_id, zone_id, grid_id) <= 1),
  CONSTRAINT account_area_of_role CHECK (CASE role
    WHEN 'zone-worker' THEN zone_id IS NOT NULL
    WHEN 'grid-leader' THEN grid_id IS NOT NULL
    WHEN 'administrator' THEN num_nonnulls(community_id, zone_id, grid_id) = 0
    ELSE true END),
  CONSTRAINT account_department_of_role CHECK (
    (role = 'department-user') = (department_id IS NOT NULL)),
  CONSTRAINT account_oidc_unique UNIQUE (oidc_issuer, oidc_subject),
  CONSTRAINT account_oidc_whole CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL))
);
COMMENT ON TABLE account IS 'Who may sign in. Accounts are disabled, never deleted: the audit names them.';
COMMENT ON COLUMN account.account_id IS 'Key.';
COMMENT ON COLUMN account.name IS 'Name to sign in with, in lower case.';
COMMENT ON COLUMN account.display_name IS 'Name on screen.';
COMMENT ON COLUMN account.role IS 'Role.';
COMMENT ON COLUMN account.department_id IS 'Department of a department user.';
COMMENT ON COLUMN account.community_id IS 'Bounds the account to this community.';
COMMENT ON COLUMN account.zone_id IS 'Bounds the account to this zone.';
COMMENT ON COLUMN account.grid_id IS 'Bounds the account to this grid.';
COMMENT ON COLUMN account.password_hash IS 'Argon2id in the PHC string format; empty where only single sign-on or a demonstration opens it.';
COMMENT ON COLUMN account.must_change_password IS 'Set by an administrator: the password opens nothing but its own change.';
COMMENT ON COLUMN account.oidc_issuer IS 'Issuer of the single sign-on that opens it.';
COMMENT ON COLUMN account.oidc_subject IS 'Subject at that issuer.';
COMMENT ON COLUMN account.is_disabled IS 'True: no session and no key of it opens anything.';
COMMENT ON COLUMN account.is_demonstration IS 'Opened by one click; only where the database holds the demonstration city.';
COMMENT ON COLUMN account.created_at IS 'When it was made.';
COMMENT ON COLUMN account.revision IS 'Counts the changes; edits are based on one.';

CREATE TABLE access_setting (
  is_the_only_one         boolean PRIMARY KEY DEFAULT true,
  session_idle_minutes    int NOT NULL DEFAULT 60,
  session_longest_hours   int NOT NULL DEFAULT 12,
  screen_lock_minutes     int NOT NULL DEFAULT 10,
  reveals_per_hour        int NOT NULL DEFAULT 60,
  password_minimum_length int NOT NULL DEFAULT 12,
  CONSTRAINT access_setting_is_the_only_one CHECK (is_the_only_one),
  CONSTRAINT access_setting_session_idle_sane CHECK (session_idle_minutes BETWEEN 5 AND 1440),
  CONSTRAINT access_setting_session_longest_sane CHECK (session_longest_hours BETWEEN 1 AND 168),
  CONSTRAINT access_setting_screen_lock_sane CHECK (screen_lock_minutes BETWEEN 1 AND 240),
  CONSTRAINT access_setting_reveals_sane CHECK (reveals_per_hour BETWEEN 1 AND 10000),
  CONSTRAINT access_setting_password_sane CHECK (password_minimum_length BETWEEN 8 AND 64)
);
COMMENT ON TABLE access_setting IS 'Numbers of the access rules, as configuration.';
COMMENT ON COLUMN access_setting.is_the_only_one IS 'Holds the table to a single row.';
COMMENT ON COLUMN access_setting.session_idle_minutes IS 'A session unused for so long is over.';
COMMENT ON COLUMN access_setting.session_longest_hours IS 'A session of this age is over, used or not.';
COMMENT ON COLUMN access_setting.screen_lock_minutes IS 'The screen hides itself after so long without a hand on it.';
COMMENT ON COLUMN access_setting.reveals_per_hour IS 'Persons whose fields one account may reveal in an hour.';
COMMENT ON COLUMN access_setting.password_minimum_length IS 'Characters that a new password has at least.';
INSERT INTO access_setting DEFAULT VALUES;

CREATE TABLE account_session (
  session_id   bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  account_id   int NOT NULL,
  token_hash   bytea NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  ended_at     timestamptz,
  address      inet,
  CONSTRAINT account_session_account_fk FOREIGN KEY (account_id) REFERENCES account,
  CONSTRAINT account_session_token_unique UNIQUE (token_hash),
  CONSTRAINT account_session_token_is_sha256 CHECK (octet_length(token_hash) = 32)
);
COMMENT ON TABLE account_session IS 'Sessions of people; the token itself is only in the browser.';
COMMENT ON COLUMN account_session.session_id IS 'Key.';
COMMENT ON COLUMN account_session.account_id IS 'Whose session.';
COMMENT ON COLUMN account_session.token_hash IS 'SHA-256 of the token.';
COMMENT ON COLUMN account_session.created_at IS 'When it was opened.';
COMMENT ON COLUMN account_session.last_seen_at IS 'Last use, to the minute.';
COMMENT ON COLUMN account_session.ended_at IS 'When it was ended by its owner or an administrator.';
COMMENT ON COLUMN account_session.address IS 'Where it was opened from.';
CREATE INDEX account_session_account_idx ON account_session (account_id);

CREATE TABLE api_key (
  api_key_id   int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  account_id   int NOT NULL,
  name         text NOT NULL,
  hint         text NOT NULL,
  token_hash   bytea NOT NULL,
  scopes       text[] NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  CONSTRAINT api_key_account_fk FOREIGN KEY (account_id) REFERENCES account,
  CONSTRAINT api_key_token_unique UNIQUE (token_hash),
  CONSTRAINT api_key_token_is_sha256 CHECK (octet_length(token_hash) = 32),
  CONSTRAINT api_key_name_sane CHECK (name ~ '\S' AND char_length(name) <= 80),
  CONSTRAINT api_key_scopes_known CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY[
    'place.read', 'registry.read', 'person.reveal', 'statistics.read'])
);
COMMENT ON TABLE api_key IS 'Keys by which programs of a department act as one of its accounts.';
COMMENT ON COLUMN api_key.api_key_id IS 'Key.';
COMMENT ON COLUMN api_key.account_id IS 'Account that it acts as; the key may never do more.';
COMMENT ON COLUMN api_key.name IS 'What it is for.';
COMMENT ON COLUMN api_key.hint IS 'First characters, to tell keys apart.';
COMMENT ON COLUMN api_key.token_hash IS 'SHA-256 of the key, which is shown once and never stored.';
COMMENT ON COLUMN api_key.scopes IS 'Permissions of the account that the key may use.';
COMMENT ON COLUMN api_key.created_at IS 'When it was made.';
COMMENT ON COLUMN api_key.expires_at IS 'From when it opens nothing.';
COMMENT ON COLUMN api_key.last_used_at IS 'Last use, to the minute.';
COMMENT ON COLUMN api_key.revoked_at IS 'When it was revoked.';
CREATE INDEX api_key_account_idx ON api_key (account_id);

CREATE TABLE sign_in_failure (
  name_hash      bytea NOT NULL,
  address        inet NOT NULL,
  failure_count  int NOT NULL,
  last_failed_at timestamptz NOT NULL,
  CONSTRAINT sign_in_failure_pkey PRIMARY KEY (name_hash, address)
);
COMMENT ON TABLE sign_in_failure IS 'Failed sign-ins per name and address, whether or not there is such an account.';
COMMENT ON COLUMN sign_in_failure.name_hash IS 'SHA-256 of the name that was tried: what people type there may be a password.';
COMMENT ON COLUMN sign_in_failure.address IS 'Where from; of IPv6 the /64 network.';
COMMENT ON COLUMN sign_in_failure.failure_count IS 'Failures since the last success or quiet day.';
COMMENT ON COLUMN sign_in_failure.last_failed_at IS 'The last one.';
