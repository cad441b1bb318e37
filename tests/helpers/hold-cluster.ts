import { ensureCluster } from '../../server/db/cluster/ensure-cluster.ts'
import { SetupError } from '../../server/db/setup-error.ts'

/**
 * A process of its own that serves from the cluster in the folder given, until a signal comes:
 * prints the connection string, or the sentence that refuses it.
 */
const [dataDir = ''] = process.argv.slice(2)

try {
  const cluster = await ensureCluster({ dataDir, purpose: 'serve' })
  process.stdout.write(`${cluster.connectionString}\n`)
  const keepAlive = setInterval(() => undefined, 1000)
  process.once('SIGTERM', async () => {
    clearInterval(keepAlive)
    await cluster.stop()
  })
} catch (error) {
  process.stdout.write(`${error instanceof SetupError ? error.message : error}\n`)
  process.exitCode = 1
}
