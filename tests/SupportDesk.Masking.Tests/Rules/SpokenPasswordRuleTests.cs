namespace SupportDesk.Masking.Tests.Rules;

public sealed class SpokenPasswordRuleTests
{
    [Theory]
    [InlineData("Мой пароль Zx81qwPP, помогите", "Мой пароль [masked:password], помогите")]
    [InlineData("с паролем Zx81qwPP не пускает", "с паролем [masked:password] не пускает")]
    [InlineData("Password Zx81qwPP does not work", "Password [masked:password] does not work")]
    [InlineData("password is: Zx81qwPP", "password is: [masked:password]")]
    [InlineData("пароль (второй): Zx81qwPP", "пароль (второй): [masked:password]")]
    [InlineData("Пароль номер два: Zx81qwPP", "Пароль номер два: [masked:password]")]
    [InlineData("Вот пароль от админки сайта: zx81qwpp", "Вот пароль от админки сайта: [masked:password]")]
    [InlineData("пароль у меня такой: Zx81qwPP.", "пароль у меня такой: [masked:password].")]
    [InlineData("ПАРОЛЬ ОТ РОБОКАССЫ - Zx81qwPP", "ПАРОЛЬ ОТ РОБОКАССЫ - [masked:password]")]
    [InlineData("Пароль для доступа на сайт — Zx81qwPP", "Пароль для доступа на сайт — [masked:password]")]
    [InlineData("пароль тестовый №1 \"Zx81qwPP\"", "пароль тестовый №1 \"[masked:password]\"")]
    [InlineData("| Пароль 1 | Zx81qwPP |", "| Пароль 1 | [masked:password] |")]
    [InlineData("Пароль №1;Zx81qwPP", "Пароль №1;[masked:password]")]
    [InlineData("password&#61;Zx81qwPP", "password&#61;[masked:password]")]
    [InlineData("пароль:\nZx81qwPP\nспасибо", "пароль:\n[masked:password]\nспасибо")]
    [InlineData("пароль:\r\n\r\nZx81qwPP", "пароль:\r\n\r\n[masked:password]")]
    [InlineData("логин и пароль: shop / Zx81qwPP", "логин и пароль: [masked:password]")]
    [InlineData("login/password: shop:Zx81qwPP", "login/password: [masked:password]")]
    [InlineData("кодовое слово: ромашка", "кодовое слово: [masked:password]")]
    [InlineData("Кодовое слово — «ромашка»", "Кодовое слово — [masked:password]")]
    [InlineData("парольная фраза: Zx81qwPP", "парольная фраза: [masked:password]")]
    [InlineData(
        "Content-Disposition: form-data; name=\"password\"\r\n\r\nпросто слово\r\n--b",
        "Content-Disposition: form-data; name=\"password\"\r\n\r\n[masked:password]\r\n--b")]
    [InlineData("form-data; name=\"Password1\"\n\nzima\n--b", "form-data; name=\"Password1\"\n\n[masked:password]\n--b")]
    public void Mask_PasswordInASentence_Hides(string text, string masked)
    {
        Assert.Equal(masked, Masking.Run(text));
        Assert.Equal(masked, Masking.Run(masked));
    }

    [Theory]
    [InlineData("Пароль не подходит, заказ A12345 не оплачен")]
    [InlineData("пароль MD5 или SHA256")]
    [InlineData("Пароль №2 нужен для ResultURL")]
    [InlineData("Забыл пароль. Заказ: Az12345678")]
    [InlineData("смените пароль до 2026-11-30")]
    [InlineData("Кодовое слово не спрашивали")]
    [InlineData("password for invoice 12345: not asked")]
    [InlineData("Пароль: см. https://shop.example/Help2")]
    [InlineData("Пароль отправлен на ivan2@example.ru")]
    [InlineData("testPassword2: process.env.RK_TEST_PASS2,")]
    [InlineData("Пароль изменён:\nзаказ 12345 оплачен")]
    public void Mask_WordWithoutAPassword_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
