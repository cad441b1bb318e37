/** `npm run dev`: the server and Vite, each with reload. See --help. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { childEnvironment, loadConfig, PROJECT_ROOT } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { assertPortIsFree } from '../server/http/listening.ts'
import { runWithArguments } from './run-command.ts'

const HELP = `npm run dev

Runs the server (restarted when its sources change) and Vite (the page reloads itself).
Open the address that Vite prints. Run "npm start" once before: it loads the demonstration city.`

await runWithArguments(HELP, {}, develop)

async function develop(): Promise<void> {
  const config = loadConfig()
  const database = await openDatabase(config, { onProgress: console.log })
  const children: ChildProcess[] = []
  closeWithGrace({ delay: 15_000 }, async ({ err }) => {
    if (err) console.error(err)
    await Promise.all(children.map(stopChild))
    await database.stop()
  })
  await assertPortIsFree(config.host, config.port)
  await migrate(database.connectionString)
  children.push(
    startNode(['--watch', '--watch-preserve-output', 'server/main.ts'], {
      DATABASE_URL: database.connectionString,
    }),
    startNode([join('node_modules', 'vite', 'bin', 'vite.js')], {}),
  )
}

function startNode(args: string[], variables: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: PROJECT_ROOT,
    env: childEnvironment(variables),
    stdio: 'inherit',
  })
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    child.kill()
  })
}
