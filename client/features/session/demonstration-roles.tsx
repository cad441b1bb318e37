import { useTranslation } from 'react-i18next'
import type { AccountRole } from '../../../server/contract/access.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemText } from '../../ui/problem-text.tsx'
import { useSignIn } from './session-queries.ts'
import styles from './sign-in-page.module.css'

/** One button for each role, with what it is for. Only the demonstration city offers them. */
export function DemonstrationRoles({ roles }: { roles: readonly AccountRole[] }) {
  const { t } = useTranslation()
  const signIn = useSignIn()
  return (
    <section aria-labelledby="demonstration-roles">
      <h2 id="demonstration-roles">{t('session:demonstration')}</h2>
      <ul className={styles.roles}>
        {roles.map((role) => (
          <li key={role}>
            <button
              data-role={role}
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ demonstrationRole: role })}
              type="button"
            >
              <b>{t(`vocabulary:role.${role}`)}</b>
              <span>{t(`session:roleDoes.${role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemText problem={signIn.error && toApiProblem(signIn.error)} />
    </section>
  )
}
