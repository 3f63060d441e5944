namespace SupportDesk.Features.Contacts;

public sealed class ContactsText;
