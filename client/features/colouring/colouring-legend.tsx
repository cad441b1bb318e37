import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Colouring, colourings } from '../../../server/contract/colouring.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { useCityState } from '../../state/use-city-state.ts'
import styles from './colouring-legend.module.css'
import { useColouringCounts } from './colouring-queries.ts'
import { listLegendEntries, nameNumericClass } from './legend-entries.ts'
import { naturalPalette, paletteOf } from './palettes.ts'

interface ColouringLegendProps {
  /** In the order of their codes. */
  communities: readonly { id: number; name: string }[]
  isDark: boolean
}

/** By what the buildings are coloured, which colour means what, and how many there are of each. */
export function ColouringLegend({ communities, isDark }: ColouringLegendProps) {
  const { t } = useTranslation()
  const { count } = useFormatters()
  const colouring = useCityState((state) => state.colouring)
  const setColouring = useCityState((state) => state.setColouring)
  const shown = colouring ?? 'use'
  const { data } = useColouringCounts(shown)
  const ids = useMemo(() => communities.map(({ id }) => id), [communities])
  const colours: Record<string, string> = colouring
    ? paletteOf(colouring, ids)
    : naturalPalette(isDark)
  const nameOf = useClassName(shown, communities)
  return (
    <section aria-label={t('colouring:title')}>
      <Select<Colouring | 'natural'>
        aria-label={t('colouring:by')}
        className={styles.select ?? ''}
        onChange={(value) => setColouring(value === 'natural' ? undefined : value)}
        options={(['natural', ...colourings] as const).map((value) => ({
          value,
          label: t(`colouring:option.${value}`),
        }))}
        size="small"
        value={colouring ?? 'natural'}
      />
      <ul className={styles.legend}>
        {listLegendEntries(shown, data, ids).map(({ key, count: total }) => (
          <li key={key}>
            <i style={{ background: colours[key] }} />
            <span>{nameOf(key)}</span>
            <b>{data ? count(total) : '–'}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

function useClassName(
  colouring: Colouring,
  communities: ColouringLegendProps['communities'],
): (key: string) => string {
  const { t } = useTranslation()
  const { year, count } = useFormatters()
  const write = colouring === 'year' ? year : count
  return (key) => {
    if (key === 'unknown') return t('colouring:unknown')
    if (colouring === 'use') return t(`vocabulary:use.${key}`)
    if (colouring === 'community') {
      return communities.find(({ id }) => String(id) === key)?.name ?? key
    }
    const name = nameNumericClass(colouring, key)
    if (name.form === 'range') {
      return t('colouring:class.range', { from: write(name.from), to: write(name.to) })
    }
    return t(`colouring:class.${name.form}`, { value: write(name.value) })
  }
}
