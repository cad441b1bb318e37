import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../../server/contract/search.ts'
import { toApiProblem } from '../../api/api-problem.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { RowsSkeleton } from '../../ui/rows-skeleton.tsx'
import { StateView } from '../../ui/state-view.tsx'
import type { ResultGroup } from './group-results.ts'
import styles from './search-box.module.css'
import { SearchOption } from './search-option.tsx'

interface SearchResultsProps {
  id: string
  groups: readonly ResultGroup[]
  /** Place of the marked result over all groups. */
  active: number
  text: string
  /** Whether there are more results than these. */
  isCut: boolean
  isAsking: boolean
  problem: Error | null
  onChoose: (item: SearchItem) => void
  onPoint: (place: number) => void
  onRetry: () => void
}

/** The list under the search box, by kind, with its empty and failed states. */
export function SearchResults(props: SearchResultsProps) {
  const { id, groups, active, text, isCut, isAsking, problem, onChoose, onPoint, onRetry } = props
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the marked result
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const starts = groups.map((_, place) =>
    groups.slice(0, place).reduce((sum, group) => sum + group.items.length, 0),
  )
  return (
    <div className={styles.popup}>
      {problem && <ProblemView onRetry={onRetry} problem={toApiProblem(problem)} />}
      {!problem && groups.length === 0 && isAsking && (
        <RowsSkeleton label={t('search:asking')} rows={3} />
      )}
      {!problem && groups.length === 0 && !isAsking && (
        <StateView
          detail={t('search:hint')}
          icon="search"
          title={t('search:nothingFound', { text })}
        />
      )}
      <div aria-label={t('search:results')} id={`${id}-list`} ref={list} role="listbox">
        {groups.map((group, groupPlace) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div aria-label={t(`vocabulary:kind.${group.kind}`)} key={group.kind} role="group">
            <div aria-hidden="true" className={styles.kind}>
              {t(`vocabulary:kind.${group.kind}`)}
            </div>
            {group.items.map((item, itemPlace) => {
              const place = (starts[groupPlace] ?? 0) + itemPlace
              return (
                <SearchOption
                  id={`${id}-${place}`}
                  isActive={place === active}
                  item={item}
                  key={`${item.kind}-${item.id}`}
                  onChoose={onChoose}
                  onPoint={() => onPoint(place)}
                />
              )
            })}
          </div>
        ))}
      </div>
      {isCut && groups.length > 0 && <p className={styles.cut}>{t('search:isCut')}</p>}
    </div>
  )
}
