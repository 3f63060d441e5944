namespace SupportDesk.Masking.Tests.Rules;

public sealed class TokenRuleTests
{
    [Theory]
    [InlineData("Authorization: Bearer abc.def.ghi\nHost: x", "Authorization: Bearer [masked:token]\nHost: x")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz\r\n", "Authorization: Basic [masked:token]\r\n")]
    [InlineData("authorization: abc123", "authorization: [masked:token]")]
    [InlineData("Authorization: Digest username=\"a\", response=\"b\"\nX: 1", "Authorization: Digest [masked:token]\nX: 1")]
    [InlineData("curl -H 'Authorization: Bearer abc' https://x", "curl -H 'Authorization: Bearer [masked:token]' https://x")]
    [InlineData("curl -H \"Authorization: abc def\" https://x", "curl -H \"Authorization: [masked:token]\" https://x")]
    [InlineData("{\"Authorization\":\"Bearer abc\",\"a\":1}", "{\"Authorization\":\"Bearer [masked:token]\",\"a\":1}")]
    [InlineData("[HTTP_AUTHORIZATION] => Basic dXNlcg==", "[HTTP_AUTHORIZATION] => Basic [masked:token]")]
    [InlineData("{\"name\":\"Authorization\",\"value\":\"Bearer abc\"}", "{\"name\":\"Authorization\",\"value\":\"Bearer [masked:token]\"}")]
    [InlineData("sent Bearer abcdefgh12345678 to", "sent Bearer [masked:token] to")]
    [InlineData("access_token=abcdefgh1234&x=1", "access_token=[masked:token]&x=1")]
    [InlineData("\"client_secret\": \"abcdefgh1234\"", "\"client_secret\": \"[masked:token]\"")]
    [InlineData("X-Api-Key: abcdefgh1234", "X-Api-Key: [masked:token]")]
    [InlineData("refresh_token=super-secret-value", "refresh_token=[masked:token]")]
    [InlineData("{\"api_key\":\"my-long-secret\"}", "{\"api_key\":\"[masked:token]\"}")]
    [InlineData("clientSecret: correct-horse-battery", "clientSecret: [masked:token]")]
    public void Mask_Credentials_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("Bearer of good news")]
    [InlineData("Authorization: ")]
    [InlineData("Authorization failed: code 5")]
    [InlineData("tokens: 12345678")]
    [InlineData("token_type=bearer_token_2")]
    [InlineData("token: invalid")]
    [InlineData("{\"api_key\":\"string\"}")]
    [InlineData("access_token = config.accessToken;")]
    [InlineData("api_key: see the documentation")]
    [InlineData("access_token_url=https://shop.example/token")]
    [InlineData("refresh_token=null")]
    public void Mask_Prose_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Theory]
    [InlineData("Cookie: sid=1; theme=\"dark\"; a=b\nHost: x", "Cookie: [masked:cookie]\nHost: x")]
    [InlineData("Set-Cookie: PHPSESSID=abc; path=/; HttpOnly\r\n\r\n", "Set-Cookie: [masked:cookie]\r\n\r\n")]
    [InlineData("curl -b x -H 'Cookie: a=b; c=d' https://x", "curl -b x -H 'Cookie: [masked:cookie]' https://x")]
    [InlineData("{\"cookie\":\"a=b; c=\\\"d\\\"\",\"x\":1}", "{\"cookie\":\"[masked:cookie]\",\"x\":1}")]
    [InlineData("\"Host: x\\r\\nCookie: a=b; c=d\\r\\nAccept: x\"", "\"Host: x\\r\\nCookie: [masked:cookie]\\r\\nAccept: x\"")]
    [InlineData("[HTTP_COOKIE] => a=b; c=d", "[HTTP_COOKIE] => [masked:cookie]")]
    [InlineData("{\"name\": \"Cookie\", \"value\": \"a=b\"}", "{\"name\": \"Cookie\", \"value\": \"[masked:cookie]\"}")]
    public void Mask_Cookie_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("Cookies are off")]
    [InlineData("cookie_domain=example.com")]
    [InlineData("Cookie: выключены")]
    public void Mask_NoCookie_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Theory]
    [InlineData("7213456789:AAH9xkQwErTyUiOpAsDfGhJkLzXcVbNmQwE", "[masked:token]")]
    [InlineData("token bot7213456789:AAH9xkQwErTyUiOpAsDfGhJkLzXcVbNmQwE!", "token bot[masked:token]!")]
    [InlineData("Bot('7213456789:AAH9xkQwErTyUiOpAsDfGhJkLzXcVbNmQwE')", "Bot('[masked:token]')")]
    [InlineData("10:15:30:AAC", "10:15:30:AAC")]
    public void Mask_KeyOfATelegramBot_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));
}
