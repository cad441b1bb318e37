import { type ThemeConfig, theme } from 'antd'

export type ThemeName = 'light' | 'dark'

/** The values of tokens.css that Ant Design computes its own colours from. */
const seeds = {
  light: {
    colorPrimary: '#1f63d6',
    colorInfo: '#1f63d6',
    colorLink: '#1f63d6',
    colorBgBase: '#ffffff',
    colorTextBase: '#1b2733',
    colorText: '#1b2733',
    colorTextSecondary: '#4a5a6a',
    colorTextTertiary: '#5f6f7f',
    colorTextPlaceholder: '#5f6f7f',
    colorBorder: '#c6d0da',
    colorBorderSecondary: '#dde3ea',
    colorError: '#c0322b',
    colorWarning: '#9a5b00',
    colorSuccess: '#1b7f4b',
  },
  dark: {
    colorPrimary: '#52b6ff',
    colorInfo: '#52b6ff',
    colorLink: '#52b6ff',
    colorBgBase: '#0d1b2e',
    colorBgContainer: '#0d1b2e',
    colorBgElevated: '#13243a',
    colorTextBase: '#e6f0fa',
    colorText: '#e6f0fa',
    colorTextSecondary: '#b3c6da',
    colorTextTertiary: '#8fa8c2',
    colorTextPlaceholder: '#8fa8c2',
    colorTextLightSolid: '#06213a',
    colorBorder: '#33547a',
    colorBorderSecondary: '#223b58',
    colorError: '#ff8a80',
    colorWarning: '#ffc266',
    colorSuccess: '#4ed49a',
  },
} as const

/**
 * Ant Design dressed in the tokens of the design.
 * @param isMoving whether its parts may move as they come and go
 */
export function createAntdTheme(name: ThemeName, isMoving: boolean): ThemeConfig {
  const base = name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm
  return {
    algorithm: [base, theme.compactAlgorithm],
    token: {
      ...seeds[name],
      motion: isMoving,
      fontFamily: '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif',
      fontSize: 13,
      fontSizeSM: 13,
      borderRadius: 8,
      borderRadiusSM: 4,
      borderRadiusLG: 12,
      controlHeight: 32,
      controlHeightSM: 26,
    },
    // The compact algorithm would shrink these below what is read with ease.
    components: {
      Input: { fontSize: 13 },
      // As high as a button: the line height comes from the shrunk font of the compact algorithm.
      Select: { fontSize: 13, lineHeight: 18 / 13 },
      Segmented: { fontSize: 13 },
      Button: { fontSize: 13 },
      Tabs: { horizontalItemGutter: 20, titleFontSizeSM: 13 },
      Tooltip: { fontSize: 12 },
      Dropdown: { fontSize: 13 },
      Menu: { fontSize: 13 },
      Modal: { fontSize: 13, titleFontSize: 16 },
      Drawer: { fontSize: 14, fontSizeLG: 14 },
      Pagination: { fontSize: 13 },
      Table: { cellFontSizeSM: 13, cellPaddingInlineSM: 12, fontSize: 13 },
      Form: { fontSize: 13, labelFontSize: 13 },
      Checkbox: { fontSize: 13 },
      Radio: { fontSize: 13 },
      Cascader: { fontSize: 13 },
      InputNumber: { fontSize: 13 },
      Popconfirm: { fontSize: 13 },
      Tag: { fontSize: 12, fontSizeSM: 12 },
    },
  }
}
