import type { WriteStream } from 'node:tty'

export interface Progress {
  /** Shows a stage and how much of the whole is done, from 0 to 1. */
  show(stage: string, share: number): void
  end(): void
}

const barLength = 28

/** A bar that redraws its line on a terminal, plain lines in a log. */
export function createProgress(stream: WriteStream): Progress {
  let lastStage = ''
  return {
    show(stage, share) {
      const percent = `${Math.round(share * 100)}`.padStart(3)
      if (stream.isTTY) {
        const filled = Math.round(share * barLength)
        const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled)
        stream.write(`\r\x1b[2K${bar} ${percent} % ${stage}`)
      } else if (stage !== lastStage) stream.write(`${percent} % ${stage}\n`)
      lastStage = stage
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[2K')
    },
  }
}
