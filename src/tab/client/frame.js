// Speaks with Teams: who looks, where, and how it looks there. Nothing is kept here.
const teams = window.microsoftTeams
const page = document.documentElement
const here = document.querySelector('[data-tab]')
/** Milliseconds: outside Teams nobody answers. */
const PATIENCE = 10_000

const themed = (theme) => {
  page.dataset.theme = theme === 'dark' || theme === 'contrast' ? theme : 'light'
}

const fails = () => {
  if (!here) return
  document.getElementById('wait').hidden = true
  document.getElementById('no').hidden = false
}

/** Where this frame stands: a channel, or a chat of several people; in one's own tab neither. */
const placeOf = ({ channel, chat }) => channel?.id ?? chat?.id

const enters = async (context) => {
  const token = await teams.authentication.getAuthToken()
  const answer = await fetch('/tab/sign-on', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: placeOf(context),
      theme: page.dataset.theme,
      locale: context.app.locale,
    }),
  })
  if (!answer.ok) throw new Error('not let in')
  const { to } = await answer.json()
  teams.app.notifySuccess()
  location.replace(to)
}

/** What a tab that someone adds to a channel is to show: this team's page, for whoever looks. */
const configures = () => {
  teams.pages.config.registerOnSaveHandler(async (saving) => {
    await teams.pages.config.setConfig({
      entityId: 'team',
      suggestedDisplayName: 'Quickscan',
      contentUrl: `${location.origin}/tab?locale={locale}`,
      websiteUrl: `${location.origin}/me`,
    })
    saving.notifySuccess()
  })
  teams.pages.config.setValidityState(true)
  teams.app.notifySuccess()
}

const starts = async () => {
  await teams.app.initialize()
  teams.app.registerOnThemeChangeHandler(themed)
  const context = await teams.app.getContext()
  themed(context.app.theme)
  if (here?.dataset.tab === 'enter') await enters(context)
  else if (here?.dataset.tab === 'config') configures()
  else teams.app.notifySuccess()
}

const late = setTimeout(fails, PATIENCE)
starts()
  .catch(fails)
  .finally(() => clearTimeout(late))
