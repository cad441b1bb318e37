import { type ParseArgsConfig, parseArgs } from 'node:util'
import { PROJECT_ROOT } from '../server/config.ts'
import {
  connectionLostError,
  diskFullError,
  isConnectionLost,
  isDiskFull,
  SetupError,
} from '../server/db/setup-error.ts'

/** What is written behind the command makes no sense: the exit code is 2. */
export class UsageError extends Error {}

/** Options and other words behind a command. */
export type Arguments<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>

/**
 * Runs a command with what is written behind it. `--help` shows the help instead, and so does what
 * the command does not know.
 */
export async function runWithArguments<const T extends ParseArgsConfig>(
  help: string,
  config: T,
  command: (input: Arguments<T>) => Promise<void>,
): Promise<void> {
  await runCommand(async () => {
    const input = readArguments(help, config)
    if (input.values.help) console.log(help)
    else await command(input as Arguments<T>)
  })
}

function readArguments(help: string, config: ParseArgsConfig) {
  try {
    const options = { ...config.options, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ ...config, options })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`)
  }
}

/**
 * Runs a command of the command line. What the person can solve ends in its one sentence, what
 * they cannot in the full error; the exit code is 1 for both, and 2 for wrong usage.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1
    if (error instanceof SetupError || error instanceof UsageError) console.error(error.message)
    else if (isDiskFull(error)) console.error(diskFullError(PROJECT_ROOT).message)
    else if (isConnectionLost(error)) console.error(connectionLostError().message)
    else console.error(error)
  }
}
