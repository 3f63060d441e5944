namespace SupportDesk.Features.Email.SignIn;

internal static class SignInServices
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    public static void AddMailSignIn(this IServiceCollection services)
    {
        // A redirect would carry the secret to wherever it points.
        services.AddHttpClient(TokenRequest.ClientName, client => (client.Timeout, client.MaxResponseContentBufferSize) = (LongestAnswer, LargestAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<TokenRequest>();
        services.AddSingleton<RefreshTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<SignInToServer>();
    }
}
