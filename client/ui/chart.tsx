import { BarChart as Bars } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import styles from './chart.module.css'

use([Bars, GridComponent, CanvasRenderer])

export interface Bar {
  name: string
  value: number
  /** What stands at its end. */
  label: string
}

export interface BarChartProps {
  bars: readonly Bar[]
  /** Said to screen readers; the numbers stand in a table beside. */
  label: string
  /** The first bar lies at the bottom. */
  isUpward?: boolean
}

/** Lying bars with their numbers. The only door to ECharts: import it where it is needed only. */
export function BarChart({ bars, label, isUpward = false }: BarChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  useEffect(() => {
    if (!element.current) return
    const created = init(element.current)
    chart.current = created
    const observer = new ResizeObserver(() => created.resize())
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      created.dispose()
    }
  }, [])
  useEffect(() => {
    if (element.current) chart.current?.setOption(toOption(bars, isUpward, element.current))
  }, [bars, isUpward])
  return <div aria-label={label} className={styles.chart} ref={element} role="img" />
}

function toOption(bars: readonly Bar[], isUpward: boolean, element: Element) {
  const tokens = getComputedStyle(element)
  const token = (name: string) => tokens.getPropertyValue(name).trim()
  const text = { color: token('--text-2'), fontFamily: tokens.fontFamily, fontSize: 12 }
  return {
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200,
    grid: { left: 4, right: 52, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      inverse: !isUpward,
      data: bars.map(({ name }) => name),
      axisLabel: { ...text, interval: 0, width: 130, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token('--line-2') } },
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ value }) => value),
        barMaxWidth: 20,
        itemStyle: { color: token('--accent') },
        label: {
          ...text,
          show: true,
          position: 'right',
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.label ?? '',
        },
      },
    ],
  }
}
