import Type from 'typebox'
import { AsOfQuery, Day, OneOf, PageQuery } from '../../contract/atoms.ts'
import {
  Building,
  DwellingList,
  HouseholdCounts,
  HouseholdPage,
  UnassignedBuildingPage,
} from '../../contract/buildings.ts'
import { ColouringCounts, colourings } from '../../contract/colouring.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses } from '../../http/api.ts'
import { REVALIDATE_PRIVATELY } from '../../http/conditional.ts'
import { findBuildingHouseholds } from './building-households.queries.ts'
import { buildingNotFound } from './buildings.errors.ts'
import { findBuilding, listUnassignedBuildings } from './buildings.queries.ts'
import { countByColouring } from './colouring-counts.queries.ts'
import { findBuildingDwellings } from './dwellings.queries.ts'
import { countHouseholds, findPastDwellings, findPastHouseholds } from './past-days.queries.ts'

/** Buildings, and who lives in them. */
export function buildingRoutes(app: Api, deps: ApiDeps): void {
  buildingFactRoutes(app, deps)
  buildingPeopleRoutes(app, deps)
}

function buildingFactRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/buildings',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'listUnassignedBuildings',
        summary: 'Buildings that no grid covers whole',
        tags: ['buildings'],
        querystring: UnassignedQuery,
        response: jsonResponses(UnassignedBuildingPage),
      },
    },
    (request) => listUnassignedBuildings(actFor(request), toPage(request.query)),
  )
  app.get(
    '/api/v1/buildings/colouring-counts',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'countBuildingsByColouring',
        summary: 'How many buildings fall into each class of a colouring, now or on a day',
        tags: ['buildings'],
        querystring: ColouringQuery,
        response: jsonResponses(ColouringCounts),
      },
    },
    (request) => countByColouring(actFor(request), request.query.by, request.query.asOf),
  )
  app.get(
    '/api/v1/buildings/household-counts',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'countHouseholdsOfBuildings',
        summary: 'How many households each inhabited building held on a day: the map of that day',
        tags: ['buildings'],
        querystring: DayQuery,
        response: jsonResponses(HouseholdCounts),
      },
    },
    (request) => countHouseholds(actFor(request), request.query.asOf),
  )
  app.get(
    '/api/v1/buildings/:id',
    {
      config: { permission: 'place.read' },
      schema: {
        operationId: 'getBuilding',
        summary: 'One building: facts, place in the hierarchy, counts of now or of a day',
        tags: ['buildings'],
        params: IdParams,
        querystring: AsOfQuery,
        response: jsonResponses(Building),
      },
    },
    async (request) => {
      const { id } = request.params
      const building = await findBuilding(actFor(request), id, request.query.asOf)
      return building ?? fail(buildingNotFound(id))
    },
  )
}

function buildingPeopleRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/buildings/:id/households',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'listBuildingHouseholds',
        summary: 'Households by unit, floor and door, now or as of a day; names are masked',
        tags: ['buildings'],
        params: IdParams,
        querystring: HouseholdQuery,
        response: jsonResponses(HouseholdPage),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      reply.header('cache-control', REVALIDATE_PRIVATELY)
      const { asOf } = request.query
      const database = actFor(request)
      const page = asOf
        ? await findPastHouseholds(database, id, asOf, toPage(request.query))
        : await findBuildingHouseholds(database, id, toPage(request.query))
      return page ?? fail(buildingNotFound(id))
    },
  )
  app.get(
    '/api/v1/buildings/:id/dwellings',
    {
      config: { permission: 'registry.read' },
      schema: {
        operationId: 'listBuildingDwellings',
        summary: 'All dwellings for the matrix, also those that stand empty, now or as of a day',
        tags: ['buildings'],
        params: IdParams,
        querystring: AsOfQuery,
        response: jsonResponses(DwellingList),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      reply.header('cache-control', REVALIDATE_PRIVATELY)
      const { asOf } = request.query
      const database = actFor(request)
      const list = asOf
        ? await findPastDwellings(database, id, asOf)
        : await findBuildingDwellings(database, id)
      return list ?? fail(buildingNotFound(id))
    },
  )
}

const UnassignedQuery = Type.Object(
  { unassigned: Type.Literal(true), ...PageQuery.properties },
  { additionalProperties: false },
)

const HouseholdQuery = Type.Object(
  { ...AsOfQuery.properties, ...PageQuery.properties },
  { additionalProperties: false },
)

const ColouringQuery = Type.Object(
  { by: OneOf(colourings), ...AsOfQuery.properties },
  { additionalProperties: false },
)

const DayQuery = Type.Object({ asOf: Day }, { additionalProperties: false })

// Validation has filled in the defaults; the types do not know it.
const toPage = ({ page = 1, pageSize = 200 }: { page?: number; pageSize?: number }) => ({
  page,
  pageSize,
})

function fail(error: Error): never {
  throw error
}
