import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { loadConfig } from '../../server/config.ts'
import { ensureCluster } from '../../server/db/cluster/ensure-cluster.ts'
import { openDatabase } from '../../server/db/open-database.ts'
import { prepareTemplates, type TemplateNames, type Templates } from './template-databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string
    templateNames: TemplateNames
  }
}

interface TestServer {
  url: string
  templates: Templates
  close: () => Promise<void>
}

/** Each project loads this file for itself; what they share lives as long as the process. */
const shared = globalThis as { testServer?: Promise<TestServer> }

/** One database server for all tests, with the templates that they clone. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  shared.testServer ??= openTestServer()
  const { url, templates, close } = await shared.testServer
  project.provide('templateNames', templates.names)
  project.provide('testServerUrl', url)
  return close
}

async function openTestServer(): Promise<TestServer> {
  const server = await openServer()
  try {
    const templates = await prepareTemplates(server.connectionString)
    // Who waits for a template that could not be built says so; here it must not go unheard either.
    templates.ready.catch(() => undefined)
    let closing: Promise<void> | undefined
    const close = () => {
      closing ??= templates.ready.finally(() => server.stop())
      return closing
    }
    return { url: server.connectionString, templates, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}

function openServer() {
  const config = loadConfig()
  if (config.databaseUrl) return openDatabase(config)
  return ensureCluster({
    dataDir: join(config.dataDir, 'test'),
    pgBin: config.pgBin,
    isThrowaway: true,
  })
}
