import { spawn } from 'node:child_process'

const QUIET_SECONDS = 10

/**
 * Runs a program and shows that it is alive: on a terminal one line that counts the seconds and
 * shows the program's last words, elsewhere a line every ten seconds.
 *
 * @param {string} title what is done and why
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>}} [options]
 * @returns {Promise<{exitCode: number, output: string}>}
 */
export function runWithProgress(title, program, args, options = {}) {
  const started = Date.now()
  const display = createDisplay(title)
  const countSeconds = () => Math.round((Date.now() - started) / 1000)
  let output = ''
  const ticker = setInterval(() => display.show(countSeconds(), lastLine(output)), 1000)
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk
    }
    /** @param {number} exitCode */
    const finish = (exitCode) => {
      clearInterval(ticker)
      display.end(countSeconds(), exitCode)
      resolve({ exitCode, output })
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => {
      output += error.message
      finish(127)
    })
    child.once('close', (exitCode) => finish(exitCode ?? 1))
  })
}

/** @param {string} title */
function createDisplay(title) {
  const isTerminal = process.stdout.isTTY
  if (!isTerminal) console.log(`${title} …`)
  return {
    /**
     * @param {number} seconds
     * @param {string} detail
     */
    show(seconds, detail) {
      if (isTerminal) {
        const width = (process.stdout.columns ?? 80) - 1
        process.stdout.write(`\r\x1b[K${`${title} … ${seconds} s  ${detail}`.slice(0, width)}`)
      } else if (seconds > 0 && seconds % QUIET_SECONDS === 0) {
        console.log(`  … ${seconds} s  ${detail}`)
      }
    },
    /**
     * @param {number} seconds
     * @param {number} exitCode
     */
    end(seconds, exitCode) {
      const outcome = exitCode === 0 ? `done in ${seconds} s` : 'failed'
      console.log(isTerminal ? `\r\x1b[K${title}: ${outcome}` : `  ${outcome}`)
    },
  }
}

/** @param {string} output */
function lastLine(output) {
  return (
    output
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1)
      ?.trim()
      .slice(0, 60) ?? ''
  )
}
