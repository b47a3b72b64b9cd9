/** A person or a bot. */
export const actorNode = (login: string) => ({
  __typename: login.endsWith('[bot]') ? 'Bot' : 'User',
  id: `U_${login}`,
  login: login.replace(/\[bot\]$/, ''),
  url: `https://github.example/${login}`,
});
