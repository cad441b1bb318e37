import type pg from 'pg'

/**
 * Gives each person of a city so many namesakes in the same household, with numbers of their own
 * that nobody can open: as many rows and index entries as a city of that size has. For benchmarks
 * only: what triggers keep, such as counts, is left as it was.
 */
export async function multiplyPersons(pool: pg.Pool, times: number): Promise<void> {
  await pool.query('ALTER TABLE person DISABLE TRIGGER USER')
  await pool.query(
    `INSERT INTO person (person_id, household_id, grid_id, relation_to_head, name, pinyin, initials,
       sex, birth_date, identity_number_sealed, identity_number_index, identity_number_masked,
       phone_sealed, phone_index, phone_masked, registration_place)
     SELECT person_id + copy * 1000000, household_id, grid_id, 'other-relative', name, pinyin,
       initials, sex, birth_date, identity_number_sealed,
       set_byte('\\x00', 0, get_byte(identity_number_index, 0))
         || sha256((person_id + copy * 1000000)::text::bytea), identity_number_masked,
       phone_sealed, set_byte('\\x00', 0, get_byte(phone_index, 0))
         || sha256((person_id + copy * 1000000)::text::bytea), phone_masked, registration_place
     FROM person CROSS JOIN generate_series(1, $1 - 1) AS copy`,
    [times],
  )
  await pool.query('ALTER TABLE person ENABLE TRIGGER USER')
  await pool.query('VACUUM ANALYZE person')
}
