/** `npm test`: all tests; the last line is `N passed, N failed`. See --help. */
import { runVitest } from './build/run-vitest.ts'

const HELP = `npm test [-- FILTER…] [-- --project unit|architecture|db|api|scene|e2e]

Runs the tests; what follows "--" goes to vitest. The database tests use a private cluster in
.data/test, or the server of DATABASE_URL, in databases of their own.
Exit code 1 when a test fails.`

const args = process.argv.slice(2)

if (args.includes('--help') || args.includes('-h')) console.log(HELP)
else process.exitCode = await runVitest(args)
