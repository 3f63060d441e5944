using SupportDesk.Browser.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Demo;

/// <summary>Every page of the desk, and what opens on them.</summary>
internal static class DemoScreens
{
    private const string Screens = nameof(ScreensTests);
    private const string Doctor = nameof(Diagnostics.DoctorScreensTests);
    private const string Mail = nameof(Email.MailScreensTests);
    private const string Mailbox = nameof(Email.MailboxSetupTests);
    private const string Ticket = "/desk/tickets/{Number}";

    public static readonly Screen[] All =
    [
        // Without an account
        new("home", "/", "/", "a.door-main") { JudgedBy = Screens },
        new("sign-in", "/sign-in", "/sign-in", "#email") { JudgedBy = Screens },
        new("set-up", "/setup", "/setup", "main h1"),
        new("payer-form", "/case/new", "/case/new", ".send button") { JudgedBy = Screens },
        new("payer-case", "/case/{Secret}", "{case}", ".say-you") { JudgedBy = Screens },
        new("account-link", "/account/{Secret}", "{invitation}", "main form"),
        new("account-link-gone", "/account/{Secret}", "/account/nothing-of-the-kind", "main h1"),
        new("error", "/error", "/error", "main h1"),
        new("missing", "/not-found", "/nothing-of-the-kind", "main h1"),

        // Tickets
        new("now", "/desk", "/desk", ".board, .sheet") { JudgedBy = Screens },
        new("palette", "/desk", "/desk", ".board, .sheet") { Open = OpenPaletteAsync },
        new("person-menu", "/desk", "/desk", ".board, .sheet") { Open = window => PressAsync(window, ".rail .me-open", ".rail .me-card"), IsWide = true },
        new("more", "/desk", "/desk", ".board, .sheet") { Open = window => PressAsync(window, ".phone-bar button", ".phone-more nav"), IsWide = false },
        new("queue", "/desk/tickets", "/desk/tickets", "a[data-row]") { JudgedBy = Screens },
        new("queue-filter", "/desk/tickets", "/desk/tickets", "a[data-row]") { Open = window => OpenMenuAsync(window, ".filters .facet-menu") },
        new("queue-picked", "/desk/tickets", "/desk/tickets", "a[data-row]") { Open = PickAsync, IsWide = true },
        new("queue-found", "/desk/tickets", "/desk/tickets?q=%D0%B2%D0%BE%D0%B7%D0%B2%D1%80%D0%B0%D1%82", "a[data-row]"),
        new("queue-nothing", "/desk/tickets", "/desk/tickets?q=nothing-of-the-kind", ".empty"),
        new("ticket-shop", Ticket, "{shopticket}?tab=provider", ".msg") { JudgedBy = Screens },
        new("ticket-payer", Ticket, "{payerticket}", ".msg"),
        new("ticket-menu", Ticket, "{payerticket}", ".msg") { Open = window => OpenMenuAsync(window, ".tk-head .more") },
        new("ticket-priority", Ticket, "{payerticket}", ".msg") { Open = window => OpenMenuAsync(window, ".tk-head .priority") },
        new("ticket-sending", Ticket, "{payerticket}", ".msg") { Open = OpenSendingAsync },
        new("ticket-title", Ticket, "{payerticket}", ".msg") { Open = window => PressAsync(window, ".tk-head .pencil", "#edit-title") },
        new("ticket-missing", Ticket, "/desk/tickets/SD-999999", ".empty"),
        new("nowhere", "/desk/{*Rest}", "/desk/nothing-of-the-kind", ".empty"),

        // A new case
        new("new", "/desk/new", "/desk/new", ".cards") { JudgedBy = Screens },
        new("checklist", "/desk/new/{DraftId:guid}", "{draft}", ".rows .fact") { JudgedBy = Screens },
        new("calendar", "/desk/new/{DraftId:guid}", "{draft}", ".rows .fact") { Open = OpenCalendarAsync },
        new("case-letter", "/desk/new/{DraftId:guid}/letter", "{draft}/letter", "#subject") { JudgedBy = Screens },
        new("sent", "/desk/new/sent/{Number}", "/desk/new/sent/{sent}", ".sent"),

        // E-mails and files
        new("suspended", "/desk/mail", "/desk/mail", "a[data-row]"),
        new("held", "/desk/mail", "{held}", "#letter-h") { JudgedBy = Mail },
        new("outbox", "/desk/mail", "/desk/mail?tab=outbox", "li.mail, .empty") { JudgedBy = Mail },
        new("mailboxes", "/desk/mail", "/desk/mail?tab=mailbox", "section.box") { JudgedBy = Mail },
        new("letter", "/desk/mail/letters/{Id:guid}", "{letter}", "section.whole") { JudgedBy = Mail },
        new("self-test", "/desk/mail/test", "/desk/mail/test", "main h1") { JudgedBy = Mail },
        new("templates", "/desk/settings/templates/{Key?}", "/desk/settings/templates/closed", "#body") { JudgedBy = Mail },
        new("files", "/desk/files", "/desk/files", ".files, .empty") { JudgedBy = nameof(RedactorScreensTests) },
        new("contacts", "/desk/contacts", "/desk/contacts", "#email") { JudgedBy = Screens },

        // The doctor
        new("doctor", "/desk/doctor", "/desk/doctor", ".tools a") { JudgedBy = Doctor },
        new("signature", "/desk/doctor/signature", "/desk/doctor/signature", "#text") { JudgedBy = Doctor },
        new("probe", "/desk/doctor/probe", "/desk/doctor/probe", ".ask") { JudgedBy = Doctor },
        new("logs", "/desk/doctor/logs", "/desk/doctor/logs", ".ask") { JudgedBy = Doctor },
        new("status", "/desk/doctor/status", "/desk/doctor/status", "#invoice") { JudgedBy = Doctor },
        new("notifications", "/desk/doctor/notifications", "/desk/doctor/notifications", ".list, .empty") { JudgedBy = Doctor },
        new("invoices", "/desk/doctor/invoices", "/desk/doctor/invoices", ".list, .empty, .follow") { JudgedBy = Doctor },
        new("audit", "/desk/doctor/audit", "/desk/doctor/audit", "main section") { JudgedBy = Doctor },

        // Settings
        new("settings", "/desk/settings", "/desk/settings", "main li a") { JudgedBy = Screens },
        new("start", "/desk/start", "/desk/start", "section.start") { JudgedBy = Mailbox },
        new("people", "/desk/settings/people", "/desk/settings/people", "main tbody a") { JudgedBy = Screens },
        new("person", "/desk/settings/people/{Id:guid}", "{person}", "#name"),
        new("person-link", "/desk/settings/people/{Id:guid}", "{person}", "#name") { Open = DemoPlaces.AskLinkAsync },
        new("person-link-made", "/desk/settings/people/{Id:guid}", "{person}", "#name") { Open = MakeLinkAsync },
        new("invite", "/desk/settings/people/new", "/desk/settings/people/new", "#name") { JudgedBy = Screens },
        new("me", "/desk/settings/me", "/desk/settings/me", "#me-name") { JudgedBy = Screens },
        new("shops", "/desk/settings/shops", "/desk/settings/shops", ".shops a") { JudgedBy = Doctor },
        new("shop", "/desk/settings/shops/{Id:guid}", "{shop}", "form[data-shop]") { JudgedBy = Doctor },
        new("shop-new", "/desk/settings/shops/new", "/desk/settings/shops/new", "#shop-login") { JudgedBy = Screens },
        new("mailbox", "/desk/settings/mailbox", "/desk/settings/mailbox", "#address") { JudgedBy = Mailbox },
    ];

    private static async Task PressAsync(Window window, string button, string appears)
    {
        await window.Page.Locator(button).First.ClickAsync();
        await Expect(window.Page.Locator(appears).First).ToBeVisibleAsync();
    }

    private static async Task OpenPaletteAsync(Window window)
    {
        await window.Page.Keyboard.PressAsync("Control+k");
        await Expect(window.Page.Locator("[data-palette-field]")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("1");
        await Expect(window.Page.Locator(".palette-row").First).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".palette-list[aria-busy]")).ToHaveCountAsync(0);
    }

    private static Task OpenMenuAsync(Window window, string menu) =>
        PressAsync(window, $"{menu} button, button{menu.Split(' ')[^1]}", ".mud-popover-open .mud-menu-item");

    private static async Task PickAsync(Window window)
    {
        await window.Page.Locator("td.pick input").First.PressAsync(" ");
        await Expect(window.Page.Locator(".bulk")).ToBeVisibleAsync();
        await OpenMenuAsync(window, ".bulk .mud-menu");
    }

    // On a phone the box is folded to one button.
    private static async Task OpenSendingAsync(Window window)
    {
        if (await window.Page.Locator("[data-unfold]").IsVisibleAsync())
            await window.Page.Locator("[data-unfold]").ClickAsync();
        await OpenMenuAsync(window, ".reply .split .mud-menu");
    }

    private static async Task OpenCalendarAsync(Window window)
    {
        await window.Page.Locator(".time-box .mud-input-adornment button").First.ClickAsync();
        await Expect(window.Page.Locator(".time-box-pick")).ToBeVisibleAsync();
    }

    private static async Task MakeLinkAsync(Window window)
    {
        await window.AskLinkAsync();
        // The first of the box's answers is to show it here.
        await window.Page.Locator(".mud-dialog .mud-button-filled").ClickAsync();
        await Expect(window.Page.Locator("#issued-link")).ToBeVisibleAsync();
    }
}
