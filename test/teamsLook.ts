/**
 * How Teams sets the official renderer of Adaptive Cards: sizes in pixels, colours as #aarrggbb or #rrggbb.
 * The values are those of the host settings that Microsoft ships for Teams with its card designer
 * (https://adaptivecards.io/designer, "Microsoft Teams"), as far as our cards use them.
 */
type Colour = { readonly default: string; readonly subtle: string }
interface Theme {
  readonly page: string
  readonly emphasis: string
  readonly text: Colour
  readonly accent: Colour
  readonly good: Colour
  readonly warning: Colour
  readonly attention: Colour
  /** What stands on the light blue of a chosen answer, and that blue. */
  readonly chosen: { readonly page: string; readonly text: Colour }
  /** What stands behind what is good, asks for care, or is bad: the same in light and in dark. */
  readonly cells: { readonly good: string; readonly warning: string; readonly attention: string }
}

const CELLS = { good: '#ccffcc', warning: '#ffe2b2', attention: '#ffc5b2' }

const LIGHT: Theme = {
  page: '#ffffff',
  emphasis: '#f9f8f7',
  text: { default: '#252424', subtle: '#bf252424' },
  accent: { default: '#6264a7', subtle: '#8b8cc7' },
  good: { default: '#92c353', subtle: '#e592c353' },
  warning: { default: '#f8d22a', subtle: '#e5f8d22a' },
  attention: { default: '#c4314b', subtle: '#e5c4314b' },
  chosen: { page: '#c7def9', text: { default: '#252424', subtle: '#bf252424' } },
  cells: CELLS,
}
const DARK: Theme = {
  page: '#2d2c2c',
  emphasis: '#292828',
  text: { default: '#ffffff', subtle: '#bfffffff' },
  accent: { default: '#a6a7dc', subtle: '#8b8cc7' },
  good: { default: '#92c353', subtle: '#e592c353' },
  warning: { default: '#f8d22a', subtle: '#e5f8d22a' },
  attention: { default: '#d74654', subtle: '#e5d74654' },
  chosen: { page: '#c7def9', text: { default: '#201f1f', subtle: '#2d2c2c' } },
  cells: CELLS,
}
/** Teams' own, without shades: https://learn.microsoft.com/microsoftteams/platform/concepts/design/design-teams-app-fundamentals */
const white = { default: '#ffffff', subtle: '#ffffff' }
const yellow = { default: '#ffff01', subtle: '#ffff01' }
const CONTRAST: Theme = {
  page: '#000000',
  emphasis: '#000000',
  text: white,
  accent: yellow,
  good: white,
  warning: white,
  attention: white,
  chosen: { page: '#000000', text: white },
  cells: { good: '#000000', warning: '#000000', attention: '#000000' },
}

const FONT = {
  fontFamily: "'Segoe UI', sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
}

const settingsOf = (theme: Theme): object => {
  const { accent, good, warning, attention } = theme
  const style = (backgroundColor: string, text: Colour): object => ({
    backgroundColor,
    borderColor: '#cccccc',
    foregroundColors: { default: text, dark: text, light: text, accent, good, warning, attention },
  })
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    fontTypes: { default: FONT, monospace: FONT },
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'Horizontal', actionAlignment: 'Left' },
    containerStyles: {
      default: style(theme.page, theme.text),
      emphasis: style(theme.emphasis, theme.text),
      accent: style(theme.chosen.page, theme.chosen.text),
      good: style(theme.cells.good, theme.chosen.text),
      warning: style(theme.cells.warning, theme.chosen.text),
      attention: style(theme.cells.attention, theme.chosen.text),
    },
  }
}

export const TEAMS_THEMES = {
  light: { page: LIGHT.page, settings: settingsOf(LIGHT) },
  dark: { page: DARK.page, settings: settingsOf(DARK) },
  'high contrast': { page: CONTRAST.page, settings: settingsOf(CONTRAST) },
} as const

/** What Teams' style sheet does to a button, which the renderer leaves open. */
export const TEAMS_BUTTON = `.ac-pushButton { height: 32px; padding: 4px 10px 5px; border: 2px solid; border-radius: 4px; font: 600 14px 'Segoe UI', sans-serif; }`
