using System.Net;
using MailKit.Security;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email;

/// <summary>What a setting of section <c>Mail</c> must be; the exception names it, and never holds a secret.</summary>
internal static class SettingCheck
{
    public static void Range(string name, long value, long least, long most)
    {
        if (value < least || value > most)
            throw Wrong(name, $"{value} is not between {least} and {most}.");
    }

    public static void Server(string name, string host, int port, SecureSocketOptions security, string user, bool hasSecret)
    {
        if (host.Length == 0)
            throw Wrong($"{name}:Host", "it is empty, and the transport is Smtp.");
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw Wrong($"{name}:Host", $"'{host}' is not a host name.");
        Range($"{name}:Port", port, 1, 65535);
        if (user.Length > 0 && !hasSecret)
            throw Wrong($"{name}:Password", $"it is empty, and {MailSettings.Section}:{name}:User is not.");
        if (security is not (SecureSocketOptions.None or SecureSocketOptions.SslOnConnect or SecureSocketOptions.StartTls))
            throw Wrong($"{name}:Security", $"{security} would go on in plain text where the server offers no encryption. Take SslOnConnect or StartTls.");
        if (user.Length > 0 && security == SecureSocketOptions.None && !IsThisMachine(host))
            throw Wrong($"{name}:Security", "None would send the password or the token readable to everyone on the way. Take SslOnConnect or StartTls.");
    }

    public static void TokenEndpoint(string name, OAuthOptions options)
    {
        if (!Uri.TryCreate(options.TokenEndpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback)
            throw Wrong($"{name}:TokenEndpoint", "it is no https address.");
        if (options.ClientId.Length == 0)
            throw Wrong($"{name}:ClientId", "it is empty, and the token endpoint is not.");
        if (options.RefreshToken.Length == 0 && options.ClientSecret.Length == 0)
            throw Wrong($"{name}:ClientSecret", "without a refresh token the desk needs it to ask for a token.");
    }

    public static ConfigurationException Wrong(string name, string reason) => new($"Setting {MailSettings.Section}:{name}: {reason}");

    private static bool IsThisMachine(string host) => host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
}
