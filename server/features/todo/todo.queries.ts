import {
  TODO_PAGE_SIZE,
  type TodoCounts,
  type TodoKind,
  type TodoPage,
  todoKinds,
} from '../../contract/todo.ts'
import type { Database } from '../../db/database.ts'
import { placeOfDwelling, placeOfPerson } from '../../db/place-of-dwelling.ts'
import { runQuery } from '../../db/run-query.ts'
import { joinSql, type SqlFragment, sql } from '../../db/sql.ts'
import { type TodoSubject, todoSources } from './todo-kinds.ts'

/** How much of each kind is to be done within the reach of who asks. */
export function countTodo(database: Database, signal?: AbortSignal): Promise<TodoCounts['items']> {
  const counts = todoKinds.map(
    (kind) =>
      sql`SELECT ${kind} AS kind, (SELECT count(*)::int FROM (${todoSources[kind].rows}) AS one) AS count`,
  )
  return runQuery(database, joinSql(counts, sql` UNION ALL `), signal)
}

/**
 * One page of a kind, each with its place. Names leave the database masked (person_card); the audit
 * notes the persons that are shown.
 *
 * @param page from 1
 */
export async function listTodo(
  database: Database,
  kind: TodoKind,
  page: number,
  signal?: AbortSignal,
): Promise<TodoPage> {
  const [row] = await runQuery<TodoPage>(database, todoStatement(kind, page), signal)
  // The statement gives one row always.
  return row as TodoPage
}

export function todoStatement(kind: TodoKind, page: number): SqlFragment {
  const { subject, rows, order } = todoSources[kind]
  return sql`
    WITH found AS MATERIALIZED (
      SELECT *, row_number() OVER (ORDER BY ${order}) AS rank FROM (${rows}) AS one
      ORDER BY rank LIMIT ${TODO_PAGE_SIZE + 1} OFFSET ${(page - 1) * TODO_PAGE_SIZE}
    ),
    item AS MATERIALIZED (
      SELECT found.*, one.person_id, one.name, one.address, one.geom, one.building_id,
        one.dwelling_id, other.person_id AS other_person_id, other.name AS other_name,
        other.address AS other_address, other.geom AS other_geom,
        other.building_id AS other_building_id, other.dwelling_id AS other_dwelling_id
      FROM (SELECT * FROM found ORDER BY rank LIMIT ${TODO_PAGE_SIZE}) AS found
      LEFT JOIN LATERAL (${detailsOf[subject](sql`found.id`)}) AS one ON true
      LEFT JOIN LATERAL (${detailsOf.person(sql`found.other_id`)}) AS other ON true
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_object(
        'id', id,
        'name', coalesce(name, ''),
        'address', coalesce(address, ''),
        'position', ${pointOf(sql`geom`)},
        'buildingId', building_id,
        'dwellingId', dwelling_id,
        'other', CASE WHEN other_id IS NOT NULL THEN json_build_object(
          'id', other_id,
          'name', coalesce(other_name, ''),
          'address', coalesce(other_address, ''),
          'position', ${pointOf(sql`other_geom`)},
          'buildingId', other_building_id,
          'dwellingId', other_dwelling_id) END,
        'verifiedOn', verified_on
      ) ORDER BY rank), '[]') FROM item) AS items,
      (SELECT count(*) > ${TODO_PAGE_SIZE} FROM found) AS "hasMore",
      CASE WHEN EXISTS (SELECT FROM item WHERE person_id IS NOT NULL)
      THEN audit('todo.list', NULL, NULL, ARRAY(
        SELECT person_id FROM item WHERE person_id IS NOT NULL
        UNION SELECT other_person_id FROM item WHERE other_person_id IS NOT NULL ORDER BY 1),
        detail => jsonb_build_object('kind', ${kind}::text, 'page', ${page}::int)) END AS noted`
}

const pointOf = (geom: SqlFragment) =>
  sql`ST_AsGeoJSON(ST_PointOnSurface(${geom}), 7)::json -> 'coordinates'`

/** Rows of person_id, name, address, geom, building_id, dwelling_id for one id. */
export const detailsOf: Record<TodoSubject, (id: SqlFragment) => SqlFragment> = {
  person: (id) => sql`
    SELECT card.person_id, card.name, address, geom, building_id, dwelling_id
    FROM (SELECT * FROM person_card WHERE person_card.person_id = ${id} OFFSET 0) AS card
    CROSS JOIN ${placeOfPerson(sql`card.person_id`, sql`card.household_id`)} AS place`,
  household: (id) => sql`
    SELECT head.person_id, head.name, address, geom, building_id, place.dwelling_id
    FROM household
    CROSS JOIN ${placeOfDwelling(sql`household.dwelling_id`)} AS place
    LEFT JOIN LATERAL (
      SELECT person_id, name FROM person_card
      WHERE person_card.household_id = ${id} AND relation_to_head = 'head'
      OFFSET 0
    ) AS head ON true
    WHERE household.household_id = ${id}`,
  dwelling: (id) => sql`
    SELECT NULL::int AS person_id, NULL::text AS name, address, geom, building_id, place.dwelling_id
    FROM ${placeOfDwelling(id)} AS place`,
  building: (id) => sql`
    SELECT NULL::int AS person_id, NULL::text AS name, concat(estate.name, building.name) AS address,
      building.geom, building.building_id, NULL::int AS dwelling_id
    FROM building LEFT JOIN estate USING (estate_id)
    WHERE building.building_id = ${id}`,
}
