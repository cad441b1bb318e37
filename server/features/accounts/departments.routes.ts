import { Department, DepartmentInput, Departments } from '../../contract/accounts.ts'
import type { Database } from '../../db/database.ts'
import { type Api, type ApiDeps, IdParams, jsonResponses, NoQuery } from '../../http/api.ts'
import { readRevision, sendRevision, staleRevision } from '../../http/revision.ts'
import { departmentNotFound } from './accounts.errors.ts'
import { listDepartments, saveDepartment } from './departments.queries.ts'

/** Departments and which fields of a person each of them needs. */
export function departmentRoutes(app: Api, { actFor }: ApiDeps): void {
  app.get(
    '/api/v1/departments',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'listDepartments',
        summary: 'Departments with the fields that they see',
        tags: ['accounts'],
        querystring: NoQuery,
        response: jsonResponses(Departments),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { items: await listDepartments(actFor(request)) }
    },
  )
  app.post(
    '/api/v1/departments',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'createDepartment',
        summary: 'Makes a department',
        tags: ['accounts'],
        querystring: NoQuery,
        body: DepartmentInput,
        response: jsonResponses(Department),
      },
    },
    async (request, reply) => {
      const database = actFor(request)
      const id = await saveDepartment(database, undefined, request.body)
      const department = await getDepartment(database, id as number)
      sendRevision(reply, department.revision)
      return department
    },
  )
  app.put(
    '/api/v1/departments/:id',
    {
      config: { permission: 'account.manage' },
      schema: {
        operationId: 'updateDepartment',
        summary: 'Changes a department as it was read (If-Match); its fields hold at once',
        tags: ['accounts'],
        params: IdParams,
        querystring: NoQuery,
        body: DepartmentInput,
        response: jsonResponses(Department),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const database = actFor(request)
      const known = { id, revision: readRevision(request) }
      const saved = await saveDepartment(database, known, request.body)
      const department = await getDepartment(database, id)
      if (saved === undefined) throw staleRevision()
      sendRevision(reply, department.revision)
      return department
    },
  )
}

async function getDepartment(database: Database, id: number): Promise<Department> {
  const [department] = await listDepartments(database, id)
  if (!department) throw departmentNotFound(id)
  return department
}
