/** `npm test`: all tests; the last line is `N passed, N failed`. See --help. */
import { ensureClientBuild } from './build/build-client.ts'
import { runVitest } from './build/run-vitest.ts'
import { runCommand } from './run-command.ts'

const HELP = `npm test [-- FILTER…] [-- --project unit|architecture|db|api|pages|scene|e2e]

Runs the tests; what follows "--" goes to vitest. The database tests use a private cluster in
.data/test, or the server of DATABASE_URL, in databases of their own.
Exit code 1 when a test fails.`

const args = process.argv.slice(2)

if (args.includes('--help') || args.includes('-h')) console.log(HELP)
else await runCommand(test)

async function test(): Promise<void> {
  // The tests in the browser drive the client as it is shipped.
  await ensureClientBuild()
  process.exitCode = await runVitest(args)
}
