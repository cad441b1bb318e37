import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { loadConfig } from '../../server/config.ts'
import { ensureCluster } from '../../server/db/cluster/ensure-cluster.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { prepareTemplates, type TemplateNames } from './template-databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string
    templateNames: TemplateNames
  }
}

/** One database server for all tests of a project, with the templates that they clone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await openTestServer()
  try {
    project.provide('templateNames', await prepareTemplates(server.connectionString))
    project.provide('testServerUrl', server.connectionString)
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}

function openTestServer() {
  const config = loadConfig()
  if (config.databaseUrl) return openDatabase(config)
  return ensureCluster({
    dataDir: join(config.dataDir, 'test'),
    pgBin: config.pgBin,
    isThrowaway: true,
  })
}
