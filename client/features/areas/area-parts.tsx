import { useTranslation } from 'react-i18next'
import type { AreaLevel } from '../../../server/contract/vocabulary.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { CountOfPeople } from '../../ui/count-of-people.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import styles from './area-panel.module.css'
import type { AreaNode } from './area-tree.ts'

interface AreaPartsProps {
  node: AreaNode
  onSelect: (level: AreaLevel, id: number) => void
}

/** The zones of a community, the grids of a zone. */
export function AreaParts({ node, onSelect }: AreaPartsProps) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const partLevel = node.parts[0]?.level ?? 'grid'
  return (
    <table className={styles.parts}>
      <thead>
        <tr>
          <th scope="col">
            {t(`vocabulary:kind.${partLevel}`)} ({count(node.parts.length)})
          </th>
          <th scope="col">{t('areas:count.households')}</th>
          <th scope="col">{t('areas:count.shops')}</th>
        </tr>
      </thead>
      <tbody>
        {node.parts.map(({ key, level, area }) => (
          <tr key={key}>
            <td>
              <LinkButton onClick={() => onSelect(level, area.id)}>{area.name}</LinkButton>
            </td>
            <td>
              <CountOfPeople value={area.householdCount} />
            </td>
            <td>{count(area.shopCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
