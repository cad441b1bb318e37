import { spawn } from 'node:child_process'
import { childEnvironment } from '../../server/config.ts'

/** Runs a program to its end and gives what it printed. @throws with its error output. */
export function runChild(
  program: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: childEnvironment(environment) })
    let output = ''
    let complaints = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      complaints += chunk
    })
    child.once('error', reject)
    child.once('close', (exitCode) => {
      if (exitCode === 0) resolve(output)
      else reject(new Error(`${program} ended with ${exitCode}: ${complaints.slice(-500)}`))
    })
  })
}
