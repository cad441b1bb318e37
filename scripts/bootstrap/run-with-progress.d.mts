/** Runs a program to its end while one line shows what is done, why, and that it is alive. */
export function runWithProgress(
  title: string,
  program: string,
  args: string[],
  options?: { cwd?: string; env?: Record<string, string | undefined> },
): Promise<{ exitCode: number; output: string }>
