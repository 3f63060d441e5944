namespace SupportDesk.Features.Accounts;

public sealed class AccountsText;
