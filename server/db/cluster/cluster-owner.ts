import { execFile, spawn } from 'node:child_process'
import { chown } from 'node:fs/promises'
import { promisify } from 'node:util'
import { SetupError } from '../setup-error.ts'

/** The account under which PostgreSQL's programs run; undefined: the account of this process. */
export type ClusterOwner = { uid: number; gid: number } | undefined

export interface ProgramResult {
  exitCode: number
  /** Standard output and standard error, in order. */
  output: string
}

/**
 * PostgreSQL refuses to run as root, so root hands over to the account `postgres` that the
 * packages create.
 *
 * @throws SetupError where root has no such account to hand over to
 */
export async function findClusterOwner(): Promise<ClusterOwner> {
  if (process.getuid?.() !== 0) return undefined
  const run = promisify(execFile)
  const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres']))).catch(
    () => {
      throw new SetupError(
        'PostgreSQL refuses to run as root and the account "postgres" does not exist: create it with "useradd --system postgres", or start as an ordinary user.',
      )
    },
  )
  const [uid, gid] = ids.map(({ stdout }) => Number(stdout))
  return { uid: uid ?? 0, gid: gid ?? 0 }
}

/** Gives a file or folder to the account that runs PostgreSQL. */
export async function giveTo(owner: ClusterOwner, path: string): Promise<void> {
  if (owner) await chown(path, owner.uid, owner.gid)
}

/** Whether the owner may enter a folder: each folder on the way must let it through. */
export async function canEnter(owner: ClusterOwner, folder: string): Promise<boolean> {
  if (!owner) return true
  const { exitCode } = await runProgram('test', ['-x', folder], owner)
  return exitCode === 0
}

/** Runs one of PostgreSQL's programs to its end; it speaks English and does not read our input. */
export function runProgram(
  program: string,
  args: string[],
  owner: ClusterOwner,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...owner,
      // The folder that this process stands in may be closed to the owner.
      cwd: '/',
      // A group of its own: Ctrl-C in the terminal must not reach the database before the server.
      detached: true,
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }))
  })
}
