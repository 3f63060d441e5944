using System.Text;

namespace SupportDesk.Features.Email.SignIn;

/// <summary>Some servers repeat in their refusal what they were sent, and refusals are shown and logged.</summary>
internal static class EchoedSecrets
{
    private const string Hidden = "···";

    // A shorter one is a part of too many words.
    private const int Shortest = 4;

    /// <param name="secret">A password or a token; it also hides the forms in which it was sent.</param>
    public static string Hide(string text, string user, string secret)
    {
        if (secret.Length < Shortest)
            return text;
        string[] sent = [secret, $"\0{user}\0{secret}", $"user={user}\u0001auth=Bearer {secret}\u0001\u0001"];
        // The end of a long form may look like a short one.
        return sent.Select(form => Convert.ToBase64String(Encoding.UTF8.GetBytes(form))).Append(secret).OrderByDescending(form => form.Length)
            .Aggregate(text, (rest, form) => rest.Replace(form, Hidden, StringComparison.Ordinal));
    }
}
