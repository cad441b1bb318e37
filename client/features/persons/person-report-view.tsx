import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonReport } from '../../../server/contract/person-rights.ts'
import { useFormatters } from '../../i18n/use-formatters.ts'
import { NamedValues } from '../../ui/named-values.tsx'
import styles from './person-report-view.module.css'
import {
  CorrectionTable,
  LifeEventTable,
  LookTable,
  ShopTable,
  VisitTable,
} from './report-tables.tsx'

/** What is held about one person, where it comes from, and who looked. */
export function PersonReportView({ report }: { report: PersonReport }) {
  const { t } = useTranslation()
  const { date, moment } = useFormatters()
  const isClear = report.clearFields.length > 0
  return (
    <article className={styles.report}>
      {report.erasure && (
        <p className={styles.notice}>
          {t('persons:report.erased', {
            at: moment(report.erasure.at),
            by: report.erasure.by,
            reason: report.erasure.reason,
          })}
        </p>
      )}
      {report.restriction && (
        <p className={styles.notice}>
          {t('persons:report.restricted', {
            at: moment(report.restriction.at),
            reason: report.restriction.reason,
          })}
        </p>
      )}
      {!isClear && !report.erasure && <p className={styles.notice}>{t('persons:report.masked')}</p>}
      <section>
        <h3>{t('persons:report.held')}</h3>
        <NamedValues className={styles.held} items={toFacts(report, t, date)} />
      </section>
      <section>
        <h3>{t('persons:report.residences')}</h3>
        {report.residences.length === 0 && <p>{t('persons:report.none')}</p>}
        <ul>
          {report.residences.map((residence) => (
            <li
              key={`${residence.kind} ${residence.from} ${residence.address} ${residence.replacedAt}`}
            >
              <b>{t(`vocabulary:residence.${residence.kind}`)}</b>{' '}
              {residence.address ?? t('persons:report.addressHidden')}{' '}
              <small>
                {t(residence.until ? 'persons:report.period' : 'persons:report.since', {
                  from: residence.from ? date(residence.from) : '…',
                  until: residence.until && date(residence.until),
                })}
                {residence.replacedAt &&
                  ` · ${t('persons:report.replaced', { at: moment(residence.replacedAt) })}`}
              </small>
            </li>
          ))}
        </ul>
      </section>
      <WideSection title={t('persons:report.lifeEvents')}>
        <LifeEventTable lifeEvents={report.lifeEvents} />
      </WideSection>
      <WideSection title={t('persons:report.shops')}>
        <ShopTable shops={report.shops} />
      </WideSection>
      <WideSection title={t('persons:report.visits')}>
        <VisitTable visits={report.visits} />
      </WideSection>
      <WideSection title={t('persons:report.corrections')}>
        <CorrectionTable corrections={report.corrections} />
      </WideSection>
      <WideSection title={t('persons:report.looks')}>
        <LookTable looks={report.looks} />
      </WideSection>
    </article>
  )
}

/** A table that scrolls by itself where it is wider than the page. */
function WideSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

function toFacts(report: PersonReport, t: Translate, date: (day: string) => string) {
  const { birthDate, clearFields, relationToHead } = report
  const birth =
    birthDate && clearFields.includes('birth-date')
      ? date(birthDate)
      : birthDate && t('households:age', { band: birthDate })
  const values = {
    name: report.name,
    sex: t(`vocabulary:sex.${report.sex}`),
    'birth-date': birth,
    'identity-number': report.identityNumber,
    phone: report.phone,
    relation: relationToHead && t(`vocabulary:relation.${relationToHead}`),
    registration: t(`persons:registration.${report.registration}`),
  }
  return Object.entries(values).map(([field, value]) => ({
    label: t(`persons:field.${field}`),
    value: value || '–',
  }))
}
