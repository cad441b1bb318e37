import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../server/contract/overview.ts'
import { CountOfPeople } from '../../ui/count-of-people.tsx'
import { NamedValues } from '../../ui/named-values.tsx'
import styles from './totals.module.css'

const figures = ['communities', 'zones', 'grids', 'buildings', 'households', 'shops'] as const

/** The city in one line of numbers. */
export function Totals({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const items = figures.map((figure) => ({
    label: t(`overview:total.${figure}`),
    value: <CountOfPeople value={overview[figure]} />,
  }))
  return <NamedValues className={styles.totals} items={items} />
}
