namespace SupportDesk.Features.Payers;

/// <summary>An e-mail address that its owner recognises and nobody else learns: a***@mail.ru.</summary>
internal static class MaskedEmail
{
    public static string Of(string address)
    {
        var at = address.LastIndexOf('@');
        return at <= 0 ? "***" : $"{address[0]}***{address[at..]}";
    }
}
