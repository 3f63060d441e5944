using System.Globalization;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>What a payer fills in.</summary>
internal static class PayerSteps
{
    public static async Task FillPayerFormAsync(this Window window, string story, string email)
    {
        await window.ShownAsync();
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
        await window.Page.Locator("label[for=what-charged-no-order]").ClickAsync();
        foreach (var (name, value) in new[]
        {
            ("story", story),
            ("day", yesterday.Day.ToString(CultureInfo.InvariantCulture)),
            ("month", yesterday.Month.ToString(CultureInfo.InvariantCulture)),
            ("year", yesterday.Year.ToString(CultureInfo.InvariantCulture)),
            ("time", "14:03"),
            ("amount", "1490"),
            ("last4", "1111"),
            ("order", "12345"),
            ("email", email),
            ("name", "Иван"),
        })
            await window.Page.Locator($"[name={name}]").FillAsync(value);
        await window.Page.Locator("label[for=method-card]").ClickAsync();
    }
}
