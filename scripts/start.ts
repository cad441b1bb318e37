/**
 * `npm start`: database, migrations, demonstration city, client build, server. Ctrl-C stops all of
 * it. See --help.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { type Config, childEnvironment, loadConfig, PROJECT_ROOT } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { hasCity, type OpenDatabase, openDatabase } from '../server/db/open-database.ts'
import { SetupError } from '../server/db/setup-error.ts'
import { assertPortIsFree } from '../server/http/listening.ts'
import { serve } from '../server/main.ts'
import { ensureClientBuild } from './build/build-client.ts'
import { runWithArguments } from './run-command.ts'

const HELP = `npm start

Starts Digital Community: its database, the demonstration city on the first start, and the server.
Environment (see .env.example): HOST, PORT, DATABASE_URL, DATA_DIR, LOG_LEVEL, PG_BIN.
Exit code 1 with one sentence when something is in the way.`

/** What has to be undone when the command ends, in reverse order. */
const cleanups: (() => Promise<void>)[] = []
let isClosing = false

await runWithArguments(HELP, {}, start)

async function start(): Promise<void> {
  const grace = closeWithGrace({ delay: 30_000, skip: ['beforeExit'] }, async ({ err }) => {
    if (err) console.error(err)
    await cleanUp()
  })
  try {
    await startEverything(loadConfig())
  } catch (error) {
    // After Ctrl-C the steps under way fail one after the other; that is no news.
    if (isClosing) return
    grace.uninstall()
    await cleanUp()
    throw error
  }
}

async function startEverything(config: Config): Promise<void> {
  const database = await openDatabase(config, { purpose: 'serve', onProgress: say })
  cleanups.push(() => database.stop())
  await assertPortIsFree(config.host, config.port)
  const migrations = await migrate(database.connectionString)
  if (migrations.length > 0) say(`Brought the schema up to ${migrations.at(-1)}`)
  await provideCity(database)
  await ensureClientBuild()
  const server = await serve(config, database.connectionString)
  cleanups.push(() => server.close())
  if (server.warning) say(server.warning)
  say(`Digital Community is ready: ${server.url}`)
}

/** The private database gets the demonstration city; somebody else's database only when asked. */
async function provideCity({ connectionString, isPrivate }: OpenDatabase): Promise<void> {
  if (await hasCity(connectionString)) return
  if (isPrivate) await generateCity(connectionString)
  else say('The database holds no city: "npm run seed" loads the demonstration city')
}

function generateCity(connectionString: string): Promise<void> {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'scripts', 'generate-city.ts')], {
    cwd: PROJECT_ROOT,
    env: childEnvironment({ DATABASE_URL: connectionString }),
    stdio: 'inherit',
  })
  cleanups.push(async () => {
    child.kill()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => {
      if (exitCode === 0) return resolve()
      reject(new SetupError('The demonstration city was not loaded: run "npm start" to try again.'))
    })
  })
}

async function cleanUp(): Promise<void> {
  isClosing = true
  for (const undo of cleanups.splice(0).reverse()) await undo()
}

function say(line: string): void {
  console.log(line)
}
