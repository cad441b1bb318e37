/** Paths on a 24 × 24 board, drawn with a 1.75 line. No font: every screen has the same icons. */
const paths = {
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20 20',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M20 12H5M11 6l-6 6 6 6',
  check: 'M4 7l2 2 3.500-3.500M4 15l2 2 3.500-3.500M13 7.500h7M13 16h7',
  download: 'M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 19.500h14',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
  chevron: 'M9 6l6 6-6 6',
  tree: 'M5 5h5M5 5v14M5 12h6M5 19h6M14 12h5M14 19h5',
  panelLeft: 'M4 5h16v14H4zM10 5v14',
  layers: 'M12 4 3.5 8.5 12 13l8.5-4.5L12 4ZM4 12.5l8 4.3 8-4.3M4 16.2l8 4.3 8-4.3',
  palette:
    'M12 4a8 8 0 0 0 0 16c1.5 0 2-1 1.6-2.2-.4-1.3.3-2.3 1.7-2.3H17a3 3 0 0 0 3-3C20 7.700 16.400 4 12 4ZM8 11h.01M10.500 7.500h.01M15 8h.01',
  ruler: 'M4 15.500 15.500 4 20 8.500 8.500 20 4 15.500ZM8 11.500l2 2M11 8.500l2 2M14 5.500l2 2',
  chart: 'M4 20h16M6.500 20v-6h3v6M10.500 20V5h3v15M14.500 20V10h3v10',
  camera: 'M4 8h4l1.500-2.500h5L16 8h4v11H4zM12 10.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  fullscreen: 'M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5',
  fullscreenExit: 'M4 9h5V4M20 9h-5V4M4 15h5v5M20 15h-5v5',
  help: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM9.700 9.700a2.400 2.400 0 1 1 3.500 2.100c-.8.4-1.200.9-1.200 1.700M12 16.300h.01',
  language:
    'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM4 12h16M12 4c2.300 2.200 3.400 4.900 3.400 8S14.300 17.800 12 20c-2.300-2.200-3.400-4.900-3.400-8S9.700 6.200 12 4Z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400',
  moon: 'M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10Z',
  contrast: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 4v16M12 8h5M12 12h8M12 16h5',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  eye: 'M3 12c2.400-4 5.400-6 9-6s6.600 2 9 6c-2.400 4-5.400 6-9 6s-6.600-2-9-6ZM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  eyeOff: 'M3 12c2.400-4 5.400-6 9-6s6.600 2 9 6c-2.400 4-5.400 6-9 6s-6.600-2-9-6ZM5 19 19 5',
  fly: 'M20 4 4 10.500l6.500 3L13.500 20 20 4Z',
  warning: 'M12 4.500 3.500 19h17L12 4.500ZM12 10v4M12 16.500h.01',
  offline:
    'M4 9a12 12 0 0 1 16 0M7 12.500a7.500 7.500 0 0 1 10 0M10 16a3 3 0 0 1 4 0M12 19h.01M4 4l16 16',
  empty: 'M4 13l2.500-7h11L20 13v6H4zM4 13h5l1 2.500h4L15 13h5',
  menu: 'M5 7h14M5 12h14M5 17h14',
  more: 'M5 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0M17 12a1 1 0 1 0 2 0 1 1 0 1 0-2 0',
  building: 'M6 20V5h8v15M14 10h4v10M4 20h16M9 8.500h2M9 12h2M9 15.500h2',
  shop: 'M5 10v9h14v-9M4 10l1.500-5h13L20 10c0 2-3.500 2.500-4 .5-.8 2-3.200 2-4 0-.8 2-3.200 2-4 0-.5 2-4 1.500-4-.5ZM10 19v-4h4v4',
  estate:
    'M4 20V10h6v10M10 20V5h6v15M16 20v-8h4v8M3 20h18M6.500 13h1M6.500 16h1M12.500 8.500h1M12.500 12h1M12.500 15.500h1',
  street: 'M8 4 5 20M16 4l3 16M12 5v3M12 11v3M12 17v3',
  facility: 'M5 20V9l7-4.500L19 9v11M3.500 20h17M12 9v5M9.500 11.500h5',
  community: 'M4 7l6-3 5 3 5-2v12l-5 3-5-3-6 2.500zM10 4v13M15 7v13',
  zone: 'M5 5h14v14H5zM5 12h14',
  grid: 'M5 5h14v14H5zM5 12h14M12 5v14',
  dwelling: 'M4 11.5 12 5l8 6.5M6.500 10v9.500h11V10M10 19.500v-5h4v5',
  household:
    'M9 6a2.800 2.800 0 1 0 0 5.600A2.800 2.800 0 0 0 9 6ZM3.500 19c.500-3 2.500-4.600 5.500-4.600s5 1.600 5.500 4.600M15.500 6.300a2.600 2.600 0 0 1 0 5M17 14.700c2 .5 3.200 1.900 3.500 4.300',
  person:
    'M12 5a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM5 20c.6-3.600 3-5.500 7-5.500s6.400 1.900 7 5.500',
  distance: 'M4 17 20 7M4 13.500v7M20 3.500v7',
  height: 'M12 4v16M8.500 7.500 12 4l3.500 3.500M8.500 16.500 12 20l3.500-3.500',
  area: 'M5 8l8-3 6 6-3 8H6zM5 8h.01',
  loading: 'M12 4a8 8 0 1 1-8 8',
  link: 'M9.500 14.500l5-5M8 11l-2.500 2.500a3.500 3.500 0 0 0 5 5L13 16M11 8l2.500-2.500a3.500 3.500 0 0 1 5 5L16 13',
} as const

export type IconName = keyof typeof paths

export interface IconProps {
  name: IconName
  size?: number
  className?: string | undefined
}

/** Decoration only: what it stands beside, or the button around it, carries the name. */
export function Icon({ name, size = 18, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill="none"
      focusable="false"
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth={1.75}
      style={{ flex: 'none' }}
      viewBox="0 0 24 24"
      width={size}
    >
      <path d={paths[name]} />
    </svg>
  )
}
