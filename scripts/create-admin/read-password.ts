import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { SetupError } from '../../server/db/setup-error.ts'

/**
 * A new password: asked for twice on a terminal, without showing it, or the first line of what is
 * piped in. Never an argument, which other users of the machine could read.
 *
 * @throws SetupError where both differ, or nothing comes
 */
export async function readNewPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readPipedLine()
  const password = await askSilently('Password: ')
  const again = await askSilently('The same again: ')
  if (password !== again) throw new SetupError('The two passwords differ: start again.')
  return password
}

async function readPipedLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new SetupError(
    'No password came: type it on a terminal, or pipe it in as one line: npm run create-admin -- --name NAME < FILE.',
  )
}

function askSilently(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true })
  return new Promise((resolve, reject) => {
    terminal.once('line', (line) => {
      process.stderr.write('\n')
      resolve(line)
      terminal.close()
    })
    terminal.once('SIGINT', () => terminal.close())
    terminal.once('close', () => reject(new SetupError('\nNothing was made.')))
  })
}
