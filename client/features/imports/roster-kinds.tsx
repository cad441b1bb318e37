import { useTranslation } from 'react-i18next'
import { type RosterKind, rosterKinds } from '../../../server/contract/rosters.ts'
import { toPath } from '../../api/http.ts'
import styles from './roster-kinds.module.css'

interface RosterKindsProps {
  kind: RosterKind
  onKind: (kind: RosterKind) => void
}

/** The forms of rosters, one of them chosen, each with its blank file. */
export function RosterKinds({ kind, onKind }: RosterKindsProps) {
  const { t, i18n } = useTranslation()
  return (
    <fieldset className={styles.kinds}>
      <legend>{t('imports:kindLegend')}</legend>
      {rosterKinds.map((one) => (
        <label data-chosen={one === kind || undefined} key={one}>
          <input
            checked={one === kind}
            name="kind"
            onChange={() => onKind(one)}
            type="radio"
            value={one}
          />
          <strong>{t(`imports:kind.${one}`)}</strong>
          <span>{t(`imports:kindDetail.${one}`)}</span>
          <a download href={toPath(`/api/v1/imports/blank/${one}`, { lang: i18n.language })}>
            {t('imports:blank')}
          </a>
        </label>
      ))}
    </fieldset>
  )
}
