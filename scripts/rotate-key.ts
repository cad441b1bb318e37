/** `npm run rotate-key`: seals identity numbers and phones with a new key. See --help. */
import { loadConfig } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open-database.ts'
import { keyFile, loadKeyring } from '../server/privacy/keyring.ts'
import { rotateKey } from '../server/privacy/rotate-key.ts'
import { createProgress } from './city/progress.ts'
import { runWithArguments } from './run-command.ts'

const HELP = `npm run rotate-key

Makes a new key for identity numbers and phones, seals all of them with it, corrected ones too, and
drops the old key.
The server may run meanwhile. Killed half-way it goes on where it was when run again.

The key is in the key file of DATA_DIR. Where PII_KEY gives it, the command says what to write
there, and does the rest when run again.

Backups made before are still sealed with the old key: keep a copy of it as long as of them.`

await runWithArguments(HELP, {}, rotate)

async function rotate(): Promise<void> {
  const config = loadConfig()
  const keyring = await loadKeyring(config.piiKey, config.dataDir)
  const database = await openDatabase(config, { purpose: 'work' })
  const progress = createProgress(process.stderr)
  try {
    await migrate(database.connectionString)
    const { version, retired } = await rotateKey({
      connectionString: database.connectionString,
      keyring,
      keyFile: config.piiKey ? undefined : keyFile(config.dataDir),
      onProgress: (step, share) =>
        progress.show(step === 'seal' ? 'Sealing persons anew' : 'Making indexes anew', share),
    })
    progress.end()
    console.log(`Key version ${version} seals the personal data now.`)
    if (config.piiKey) {
      console.log(`Take version ${retired.join(', ')} out of PII_KEY and restart the server.`)
    }
  } finally {
    progress.end()
    await database.stop()
  }
}
