/** Where a feature stands in its file, both counted from 1. */
export interface FeaturePlace {
  line: number
  feature: number
}

export type Outcome = 'repaired' | 'assumed' | 'skipped'

export interface ReportLine extends FeaturePlace {
  outcome: Outcome
  reason: string
}

/** What became of each feature. */
export class ImportReport {
  readonly lines: ReportLine[] = []
  featureCount = 0
  /** Buildings that were new. */
  takenCount = 0
  /** Buildings of an earlier import that the file tells otherwise now. */
  updatedCount = 0
  unchangedCount = 0
  /** Of the buildings taken and updated. */
  unassignedCount = 0

  add({ line, feature }: FeaturePlace, outcome: Outcome, reason: string): void {
    this.lines.push({ line, feature, outcome, reason })
  }

  /** For people: one line a remark, then the sums. */
  toText(): string {
    const remarks = this.lines
      .toSorted((a, b) => a.feature - b.feature)
      .map(
        ({ line, feature, outcome, reason }) =>
          `line ${line}, feature ${feature}: ${outcome}: ${reason}`,
      )
    return [
      ...remarks,
      `${this.featureCount} features read: ${this.takenCount} buildings taken, ${this.updatedCount} updated, ${this.unchangedCount} unchanged; ${this.count('repaired')} repaired, ${this.count('skipped')} skipped.`,
      ...(this.unassignedCount > 0
        ? [`${this.unassignedCount} of them lie in no grid and are listed as unassigned.`]
        : []),
    ].join('\n')
  }

  count(outcome: Outcome): number {
    return new Set(
      this.lines.filter((line) => line.outcome === outcome).map(({ feature }) => feature),
    ).size
  }
}
