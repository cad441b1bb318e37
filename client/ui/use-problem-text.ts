import { useTranslation } from 'react-i18next'

/** The code of a problem and the HTTP status; 0 where no answer came. */
export interface ShownProblem {
  code: string
  status: number
}

/** Says a problem in the user's words: by its code, or by what kind of failure it is. */
export function useProblemText(): (problem: ShownProblem) => string {
  const { t } = useTranslation()
  return ({ code, status }) =>
    t([`problems:code.${code}`, `problems:status.${statusClass(status)}`])
}

function statusClass(status: number): 'none' | 'missing' | 'client' | 'server' {
  if (status === 0) return 'none'
  if (status === 404) return 'missing'
  return status < 500 ? 'client' : 'server'
}
