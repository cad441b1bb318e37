import styles from './problem-text.module.css'
import { type ShownProblem, useProblemText } from './use-problem-text.ts'

interface ProblemTextProps {
  /** Null or absent where nothing went wrong. */
  problem: ShownProblem | null | undefined
}

/** What is wrong with what was sent, in one sentence beside the form. */
export function ProblemText({ problem }: ProblemTextProps) {
  const toText = useProblemText()
  if (!problem) return null
  return (
    <p className={styles.problem} role="alert">
      {toText(problem)}
    </p>
  )
}
