using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Step 2: our own control headers mean nothing in an e-mail from outside and are dropped before any rule sees it.</summary>
internal static class ControlHeaders
{
    private const string Prefix = "X-SupportDesk-";

    public static IEnumerable<HeaderField> Strip(IEnumerable<HeaderField> headers) =>
        headers.Where(header => !header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
}
