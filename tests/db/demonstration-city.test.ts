import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agePyramid } from '../../scripts/city/reference.ts'
import { createTestDatabase, type TestDatabase } from '../helpers/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase('city')
})
afterAll(() => database.drop())

/** The first row of a query. */
async function one(text: string): Promise<Record<string, number>> {
  const { rows } = await database.pool.query(text)
  return Object.fromEntries(Object.entries(rows[0]).map(([key, value]) => [key, Number(value)]))
}

describe('the demonstration city', () => {
  it('has exactly the promised areas, households and shops', async () => {
    const counts = await one(`SELECT
      (SELECT count(*) FROM community) AS communities, (SELECT count(*) FROM zone) AS zones,
      (SELECT count(*) FROM grid) AS grids, (SELECT count(*) FROM household) AS households,
      (SELECT count(*) FROM shop) AS shops`)
    expect(counts).toEqual({
      communities: 13,
      zones: 103,
      grids: 586,
      households: 60000,
      shops: 4613,
    })
  })

  it('houses 157,000 to 173,000 persons in 7,500 to 10,000 buildings', async () => {
    const { persons, buildings } = await one(`SELECT
      (SELECT count(*) FROM person) AS persons, (SELECT count(*) FROM building) AS buildings`)
    expect(persons).toBeGreaterThan(157_000)
    expect(persons).toBeLessThan(173_000)
    expect(buildings).toBeGreaterThan(7_500)
    expect(buildings).toBeLessThan(10_000)
  })

  it('covers 30 km² within a hundredth, around 118.74° E 36.88° N', async () => {
    const city = await one(`SELECT ST_Area(geom::geography) AS area,
      ST_Distance(ST_Centroid(geom)::geography,
        ST_SetSRID(ST_MakePoint(118.74, 36.88), 4326)::geography) AS off_centre FROM city`)
    expect(Math.abs((city.area ?? 0) / 30e6 - 1)).toBeLessThan(0.01)
    expect(city.off_centre).toBeLessThan(200)
  })

  it('says that it is a demonstration and uses only numbers that nobody holds', async () => {
    const strangers = await one(`SELECT
      (SELECT count(*) FROM city WHERE NOT is_demonstration) AS cities,
      (SELECT count(*) FROM person WHERE identity_number_masked !~ '^3[*]{16}[0-9X]$') AS identities,
      (SELECT count(*) FROM person WHERE phone_masked !~ '^154[*]{6}[0-9]{2}$') AS phones,
      (SELECT count(*) FROM community WHERE code !~ '^390783001') AS codes`)
    expect(strangers).toEqual({ cities: 0, identities: 0, phones: 0, codes: 0 })
  })

  it('nests the codes of zones and grids in those of their parents', async () => {
    const { wrong } = await one(`SELECT count(*) AS wrong
      FROM grid JOIN zone USING (zone_id) JOIN community USING (community_id)
      WHERE grid.code NOT LIKE zone.code || '__' OR zone.code NOT LIKE community.code || '__'`)
    expect(wrong).toBe(0)
  })
})

describe('its areas', () => {
  it('hold 60 to 150 households and shops in each grid', async () => {
    const grid = await one(`WITH grid_sum AS (
        SELECT grid_id, coalesce(sum(household_count + shop_count), 0) AS n
        FROM grid LEFT JOIN building USING (grid_id) GROUP BY grid_id)
      SELECT min(n) AS least, max(n) AS most, avg(n) AS mean, stddev(n) AS deviation FROM grid_sum`)
    expect(grid.least).toBeGreaterThanOrEqual(60)
    expect(grid.most).toBeLessThanOrEqual(150)
    expect(grid.mean).toBeCloseTo(110.26, 1)
    expect(grid.deviation).toBeLessThan(18)
  })

  it('hold about 600 in each zone', async () => {
    const zone = await one(`WITH zone_count AS (
        SELECT zone_id, sum(household_count + shop_count) AS n
        FROM grid JOIN building USING (grid_id) GROUP BY zone_id)
      SELECT min(n) AS least, max(n) AS most FROM zone_count`)
    expect(zone.least).toBeGreaterThan(400)
    expect(zone.most).toBeLessThan(900)
  })

  it('pair every directed edge with its opposite, the outside included', async () => {
    const { unpaired } = await one(`SELECT count(*) AS unpaired FROM boundary_edge AS edge
      WHERE NOT EXISTS (SELECT FROM boundary_edge AS opposite
        WHERE (opposite.start_lon, opposite.start_lat, opposite.end_lon, opposite.end_lat)
            = (edge.end_lon, edge.end_lat, edge.start_lon, edge.start_lat))`)
    expect(unpaired).toBe(0)
  })

  it('are in one piece, every zone and community', async () => {
    const { scattered } = await one(`SELECT count(*) AS scattered FROM (
      SELECT geom FROM zone UNION ALL SELECT geom FROM community) AS area
      WHERE ST_NumGeometries(geom) <> 1`)
    expect(scattered).toBe(0)
  })

  it('bound communities on the centre lines of named streets, along the edge of the city too', async () => {
    const { off } = await one(`WITH street_band AS (
        SELECT ST_Union(ST_Buffer(geom::geography, 0.5)::geometry) AS geom FROM street WHERE name IS NOT NULL)
      SELECT max(ST_Length(ST_Difference(ST_Boundary(community.geom), street_band.geom)::geography)) AS off
      FROM community, street_band`)
    expect(off).toBeLessThan(5)
  })

  it('reach a service centre of at least 300 m² within 1 km for 99 % of households', async () => {
    const { share, centres } = await one(`SELECT
        sum(household_count) FILTER (
          WHERE ST_Distance(building.geom::geography, facility.geom::geography) <= 1000)
          / sum(household_count)::numeric AS share,
        count(DISTINCT facility_id) AS centres
      FROM building JOIN grid USING (grid_id) JOIN zone USING (zone_id)
      JOIN facility ON facility.community_id = zone.community_id
        AND facility.kind = 'service-centre' AND facility.area_square_meters >= 300`)
    expect(centres).toBe(13)
    expect(share).toBeGreaterThanOrEqual(0.99)
  })
})

describe('its buildings', () => {
  it('lie in a grid, at least a metre from its boundary', async () => {
    const { unassigned, near } = await one(`SELECT
      (SELECT count(*) FROM building WHERE grid_id IS NULL) AS unassigned,
      (SELECT count(*) FROM building JOIN grid USING (grid_id)
       WHERE ST_Distance(ST_Boundary(grid.geom)::geography, building.geom::geography) < 1) AS near`)
    expect({ unassigned, near }).toEqual({ unassigned: 0, near: 0 })
  })

  it('overlap neither each other nor water', async () => {
    const { overlaps, wet } = await one(`SELECT
      (SELECT count(*) FROM building AS a JOIN building AS b
        ON a.building_id < b.building_id AND a.geom && b.geom AND ST_Intersects(a.geom, b.geom)) AS overlaps,
      (SELECT count(*) FROM building JOIN water ON ST_Intersects(building.geom, water.geom)) AS wet`)
    expect({ overlaps, wet }).toEqual({ overlaps: 0, wet: 0 })
  })

  it('stand beside the streets, never on them', async () => {
    const { standing } = await one(`SELECT count(*) AS standing
      FROM street JOIN building ON building.geom && ST_Expand(street.geom, 0.0004)
      WHERE ST_Distance(street.geom::geography, building.geom::geography) < street.width_meters / 2`)
    expect(standing).toBe(0)
  })

  it('leave slabs two hours of winter sun: 1.57 m of distance per metre of height', async () => {
    const { dark, pairs } = await one(`WITH slab AS (
        SELECT estate_id, height_meters, ST_Transform(geom, 4548) AS geom
        FROM building WHERE dwelling_count > 0 AND use IN ('housing', 'tower') AND floor_count <= 18),
      pair AS (
        SELECT south.height_meters - 0.9 AS height, ST_Distance(south.geom, north.geom) AS distance
        FROM slab AS south JOIN slab AS north USING (estate_id)
        WHERE ST_Y(ST_Centroid(north.geom)) - ST_Y(ST_Centroid(south.geom)) > 18
          AND abs(ST_X(ST_Centroid(north.geom)) - ST_X(ST_Centroid(south.geom))) < 20
          AND ST_Distance(south.geom, north.geom) < 120)
      SELECT count(*) AS pairs, count(*) FILTER (WHERE distance < 1.57 * height) AS dark FROM pair`)
    expect(pairs).toBeGreaterThan(300)
    expect(dark).toBe(0)
  })

  it('are turned south, within 20 degrees', async () => {
    const { turned, slabs } = await one(`WITH wall AS (
        SELECT degrees(ST_Azimuth(ST_PointN(ring, 1), ST_PointN(ring, 2))) AS azimuth
        FROM building, LATERAL ST_ExteriorRing(ST_OrientedEnvelope(ST_Transform(geom, 4548))) AS ring
        WHERE use IN ('housing', 'tower') AND dwelling_count > 0)
      SELECT count(*) AS slabs, count(*) FILTER (
        WHERE least(mod(azimuth::numeric, 90), 90 - mod(azimuth::numeric, 90)) > 20) AS turned FROM wall`)
    expect(slabs).toBeGreaterThan(1000)
    expect(turned).toBe(0)
  })
})

describe('its names', () => {
  it('double no word', async () => {
    const { rows } = await database.pool.query(
      `SELECT name FROM (
         SELECT name FROM street UNION ALL SELECT name FROM estate UNION ALL SELECT name FROM building
         UNION ALL SELECT name FROM facility UNION ALL SELECT name FROM land_use
         UNION ALL SELECT name FROM water UNION ALL SELECT name FROM shop) AS named
       WHERE name ~ '([一-龥]{2,})\\1'`,
    )
    expect(rows).toEqual([])
  })
})

describe('its people and shops', () => {
  it('follow the age pyramid within half a percent in every band', async () => {
    const { rows } = await database.pool.query<{ age: number; n: number }>(
      `SELECT extract(year FROM age('2025-12-31', birth_date))::int AS age, count(*)::int AS n
       FROM person WHERE household_id IS NOT NULL GROUP BY 1`,
    )
    const persons = rows.reduce((sum, { n }) => sum + n, 0)
    const total = agePyramid.reduce((sum, band) => sum + band.male + band.female, 0)
    for (const { from, to, male, female } of agePyramid) {
      const upper = from === 80 ? 130 : to
      const count = rows.filter(({ age }) => age >= from && age <= upper)
      const share = count.reduce((sum, { n }) => sum + n, 0) / persons
      expect(Math.abs(share - (male + female) / total)).toBeLessThan(0.005)
    }
  })

  it('know empty homes, shared homes and people registered elsewhere', async () => {
    const share = await one(`WITH home AS (
        SELECT dwelling_id, count(household_id) AS n FROM dwelling
        LEFT JOIN household USING (dwelling_id) GROUP BY dwelling_id)
      SELECT avg((n = 0)::int) AS empty, avg((n = 2)::int) AS shared, max(n) AS most,
        (SELECT avg((registration_place <> 'here')::int) FROM person) AS elsewhere FROM home`)
    expect(share.empty).toBeGreaterThan(0.1)
    expect(share.empty).toBeLessThan(0.15)
    expect(share.shared).toBeGreaterThan(0.005)
    expect(share.most).toBe(2)
    expect(share.elsewhere).toBeGreaterThan(0.25)
    expect(share.elsewhere).toBeLessThan(0.38)
  })

  it('have one head in every household', async () => {
    const { headless } = await one(`SELECT count(*) AS headless FROM household
      WHERE NOT EXISTS (SELECT FROM person WHERE person.household_id = household.household_id
        AND relation_to_head = 'head')`)
    expect(headless).toBe(0)
  })

  it('are run by people who were of age when they opened', async () => {
    const { known, young } = await one(`SELECT count(*) AS known,
        count(*) FILTER (WHERE lower(valid) < birth_date + interval '18 years') AS young
      FROM shop_state JOIN person ON person_id = owner_id`)
    expect(known).toBeGreaterThan(3000)
    expect(young).toBe(0)
  })

  it('trade for more than half on market streets, in markets and in the centre', async () => {
    const { central } = await one(`SELECT avg((EXISTS (
        SELECT FROM land_use WHERE kind = 'commerce' AND ST_Covers(land_use.geom, shop.geom)))::int) AS central
      FROM shop`)
    expect(central).toBeGreaterThan(0.5)
  })
})
