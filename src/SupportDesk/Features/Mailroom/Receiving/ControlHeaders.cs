using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Step 2: our own control headers mean nothing in a letter from outside and are dropped before any rule sees it.</summary>
internal static class ControlHeaders
{
    private const string Prefix = "X-SupportDesk-";

    public static IEnumerable<HeaderField> Strip(IEnumerable<HeaderField> headers) =>
        headers.Where(header => !header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
}
